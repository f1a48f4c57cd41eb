"""getUpdates and webhooks."""

from bot.simulator.errors import bad_request, conflict
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Parameters
from bot.simulator.payload import Json
from bot.simulator.updates import MAX_BATCH
from bot.simulator.world import World

MAX_POLL_SECONDS = 50  # telegram-bot-api, Client.cpp: LONG_POLL_MAX_TIMEOUT
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@method("getUpdates")
async def get_updates(world: World, parameters: Parameters) -> list[Json]:
    if world.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(world, parameters)
    world.updates.confirm(parameters.integer("offset"))
    limit = parameters.integer("limit", MAX_BATCH)
    seconds = min(max(parameters.integer("timeout"), 0), MAX_POLL_SECONDS)
    return await world.updates.poll(limit if 0 < limit <= MAX_BATCH else MAX_BATCH, seconds)


@method("setWebhook")
async def set_webhook(world: World, parameters: Parameters) -> bool:
    connections = parameters.integer("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    _allow(world, parameters)
    if not parameters.text("url"):
        await _stop_webhook(world, parameters)
        return True
    world.updates.interrupt("terminated by setWebhook request")
    _drop_pending(world, parameters)
    secret = parameters.text("secret_token")
    await world.webhook.set(parameters.text("url"), secret=secret, connections=connections)
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, parameters: Parameters) -> bool:
    await _stop_webhook(world, parameters)
    return True


async def _stop_webhook(world: World, parameters: Parameters) -> None:
    await world.webhook.delete()
    _drop_pending(world, parameters)


@method("getWebhookInfo")
def get_webhook_info(world: World, parameters: Parameters) -> Json:
    allowed = {"allowed_updates": sorted(world.updates.allowed)} if world.updates.allowed else {}
    return world.webhook.info() | allowed


def _allow(world: World, parameters: Parameters) -> None:
    """core.telegram.org/bots/api#getupdates: absent, the previous setting stays; empty, the default returns."""
    kinds = parameters.json("allowed_updates", "can't parse allowed_updates JSON object")
    if isinstance(kinds, list):
        world.updates.allow(str(kind) for kind in kinds)


def _drop_pending(world: World, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        world.updates.pending.clear()
