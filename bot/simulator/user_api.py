"""The user API: HTTP routes through which the page and the tests act as people."""

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.simulator import groups, user_actions
from bot.simulator.admin_api import AdminApi
from bot.simulator.bot_api import as_json
from bot.simulator.errors import BotApiError, LocalApiError
from bot.simulator.payload import Json
from bot.simulator.request_body import form_body, json_body
from bot.simulator.world import Chat, Person, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def error_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns exceptions of the local API into {"error": …} with the status that fits."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except LocalApiError as error:
        return as_json({"error": str(error)}, error.status)
    except BotApiError as error:
        return as_json({"error": error.description}, error.code)
    except (KeyError, TypeError, ValueError) as error:
        return as_json({"error": f"not understood: {error}"}, 400)


class UserApi:
    def __init__(self, world: World, admin_api: AdminApi) -> None:
        self.world = world
        self.admin_api = admin_api
        # {"person", "role_lo", "role_en", "also"?, "start"?}: the name in other letters, and what their link says.
        self.phones: list[Json] = []  # that the page opens with
        self.known: list[Json] = []  # everybody of whom the page can say something
        self.run = secrets.token_hex(8)  # tells the page that a world which it shows is not there any more

    def routes(self) -> list[web.RouteDef]:
        chat = "/api/people/{pid:[0-9]+}/chats/{cid:-?[0-9]+}"
        group = "/api/groups/{cid:-[0-9]+}"
        return [
            web.get("/api/world", self.get_world),
            web.post("/api/people", self.create_person),
            web.get("/api/people/{pid:[0-9]+}/chats", self.list_chats),
            web.get(f"{chat}/messages", self.list_messages),
            web.post(f"{chat}/messages", self.send_text),
            web.post(f"{chat}/media", self.send_media),
            web.post(f"{chat}/contact", self.send_contact),
            web.post(f"{chat}/taps", self.tap),
            web.post(f"{chat}/edit", self.edit),
            web.post("/api/people/{pid:[0-9]+}/start", self.start),
            web.post("/api/people/{pid:[0-9]+}/{action:block|unblock}", self.set_blocked),
            web.post("/api/people/{pid:[0-9]+}/deactivate", self.deactivate),
            web.post("/api/groups", self.create_group),
            web.post(f"{group}/members", self.add_member),
            web.delete(f"{group}/members/{{who:[0-9]+|bot}}", self.remove_member),
            web.post(f"{group}/upgrade", self.upgrade_group),
            web.get("/api/files/{file_id}", self.get_file),
        ]

    # Reading

    async def get_world(self, request: web.Request) -> web.Response:
        profile = self.world.profile
        bot = profile.user | {
            "first_name": profile.text("name"),
            "description": profile.text("description", request.query.get("language", "")),
        }
        people = [person.as_json() for person in self.world.people.values()]
        told = {"bot": bot, "people": people, "phones": self.phones, "known": self.known, "run": self.run}
        return as_json(told | self.admin_api.state())

    async def list_chats(self, request: web.Request) -> web.Response:
        person = self._person(request)
        return as_json({"chats": [_summary(chat, person) for chat in self.world.chats_of(person.id)]})

    async def list_messages(self, request: web.Request) -> web.Response:
        person, chat = self._person(request), self._chat(request)
        after = int(request.query.get("after", "0"))
        chat.unread[person.id] = 0
        messages = [chat.with_deletion(message) for number, message in chat.messages.items() if number > after]
        menu = self.world.profile.menu(
            chat_id=chat.id,
            private=chat.private,
            person=person.id,
            language=person.language_code[:2],
            admin=chat.members.get(person.id) == "creator",
        )
        state = {"keyboard": chat.keyboard, "commands": menu, "blocked": person.blocked}
        return as_json({"messages": messages} | state)

    async def get_file(self, request: web.Request) -> web.Response:
        file = self.world.files.find(request.match_info["file_id"])
        if file is None:
            raise LocalApiError("no such file", 404)
        name = file.name or file.path.rsplit("/", maxsplit=1)[-1]
        ascii_name = name.encode("ascii", "replace").decode().translate({34: "_", 92: "_", 10: "_", 13: "_"})
        headers = {"Content-Disposition": f'inline; filename="{ascii_name}"', "Content-Type": file.mime}
        return web.Response(body=self.world.files.read(file), headers=headers)

    # UserApi

    async def create_person(self, request: web.Request) -> web.Response:
        body = await request.json()
        fields = {key: str(body[key]) for key in ("last_name", "username", "language_code") if body.get(key)}
        person = self.world.add_person(body["first_name"], person_id=int(body.get("id") or 0), **fields)
        return as_json(person.as_json())

    async def start(self, request: web.Request) -> web.Response:
        return as_json(
            user_actions.start(self.world, self._person(request), (await json_body(request)).get("payload") or "")
        )

    async def send_text(self, request: web.Request) -> web.Response:
        body = await json_body(request)
        chat = self._chat(request)
        return as_json(
            user_actions.send_text(self.world, self._person(request), chat, body["text"], body.get("reply_to"))
        )

    async def send_media(self, request: web.Request) -> web.Response:
        fields, uploads = await form_body(request)
        person, chat = self._person(request), self._chat(request)
        sent = user_actions.send_media(self.world, person, chat, fields.get("kind", ""), uploads, fields)
        return as_json({"messages": sent})

    async def send_contact(self, request: web.Request) -> web.Response:
        of = (await json_body(request)).get("of")
        whose = self._find_person(int(of)) if of else None
        return as_json(user_actions.send_contact(self.world, self._person(request), self._chat(request), whose))

    async def tap(self, request: web.Request) -> web.Response:
        body = await json_body(request)
        person, chat = self._person(request), self._chat(request)
        answer = await user_actions.tap(self.world, person, chat, int(body["message_id"]), str(body["data"]))
        return as_json({"answer": answer})

    async def edit(self, request: web.Request) -> web.Response:
        body = await json_body(request)
        person, chat = self._person(request), self._chat(request)
        return as_json(user_actions.edit(self.world, person, chat, int(body["message_id"]), body["text"]))

    async def set_blocked(self, request: web.Request) -> web.Response:
        groups.set_blocked(self.world, self._person(request), blocked=request.match_info["action"] == "block")
        return as_json({})

    async def deactivate(self, request: web.Request) -> web.Response:
        self._person(request).deactivated = True
        return as_json({})

    # Groups

    async def create_group(self, request: web.Request) -> web.Response:
        body = await json_body(request)
        creator = self._find_person(int(body["creator"]))
        supergroup = body.get("type") == "supergroup"
        with_bot = bool(body.get("bot"))
        chat = groups.create(self.world, creator, body["title"], supergroup=supergroup, with_bot=with_bot)
        return as_json(chat.api_object)

    async def add_member(self, request: web.Request) -> web.Response:
        body, chat = await json_body(request), self._chat(request)
        if body.get("bot"):
            by = self._find_person(int(body["by"]))
            groups.add_bot(self.world, chat, by, admin=bool(body.get("admin")))
            if payload := body.get("start_payload"):
                user_actions.send_text(self.world, by, chat, f"/start@{self.world.profile.username} {payload}")
        else:
            groups.add_person(self.world, chat, self._find_person(int(body["person"])))
        return as_json({})

    async def remove_member(self, request: web.Request) -> web.Response:
        chat, who = self._chat(request), request.match_info["who"]
        if who == "bot":
            groups.remove_bot(self.world, chat, self._creator(chat))
        else:
            groups.remove_person(self.world, chat, self._find_person(int(who)))
        return as_json({})

    async def upgrade_group(self, request: web.Request) -> web.Response:
        chat = self._chat(request)
        if chat.type != "group" or chat.moved_to:
            raise LocalApiError("only a basic group can become a supergroup", 409)
        return as_json(groups.upgrade(self.world, chat, self._creator(chat)).api_object)

    # Lookups

    def _person(self, request: web.Request) -> Person:
        return self._find_person(int(request.match_info["pid"]))

    def _find_person(self, person_id: int) -> Person:
        if person_id not in self.world.people:
            raise LocalApiError("no such person", 404)
        return self.world.people[person_id]

    def _chat(self, request: web.Request) -> Chat:
        chat = self.world.chats.get(int(request.match_info["cid"]))
        if chat is None or ("pid" in request.match_info and int(request.match_info["pid"]) not in chat.members):
            raise LocalApiError("no such chat", 404)
        return chat

    def _creator(self, chat: Chat) -> Person:
        return self.world.people[next(person for person, status in chat.members.items() if status == "creator")]


def _summary(chat: Chat, person: Person) -> Json:
    last = next((message for number, message in reversed(chat.messages.items()) if number not in chat.deleted), None)
    return {"chat": chat.api_object, "last": last, "unread": chat.unread.get(person.id, 0)}
