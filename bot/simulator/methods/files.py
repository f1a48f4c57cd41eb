"""getFile."""

from bot.simulator.errors import bad_request
from bot.simulator.files import downloadable
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.world import World


@method("getFile")
def get_file(world: World, parameters: Parameters) -> Json:
    if "file_id" not in parameters:
        raise bad_request("file_id not specified")
    file = downloadable(world.files.find(parameters.text("file_id")))
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
