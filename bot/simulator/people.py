"""The people API: what the page and the tests do in the place of people."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.simulator import deeds, groups
from bot.simulator.botapi import as_json
from bot.simulator.deeds import Impossible
from bot.simulator.errors import ApiError
from bot.simulator.payload import Json
from bot.simulator.weather import Weather
from bot.simulator.wishes import parts_of, wish_of
from bot.simulator.world import Chat, Person, World


@web.middleware
async def errors(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
    """What cannot be done is told as {"error"} with the fitting status."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except Impossible as problem:
        return as_json({"error": str(problem)}, problem.status)
    except ApiError as error:
        return as_json({"error": error.description}, error.code)
    except (KeyError, TypeError, ValueError) as problem:
        return as_json({"error": f"not understood: {problem}"}, 400)


class People:
    def __init__(self, world: World, weather: Weather) -> None:
        self.world = world
        self.weather = weather
        self.phones: list[Json] = []  # whose phones the page opens with: {"person", "role_lo", "role_en", "start"?}

    def routes(self) -> list[web.RouteDef]:
        chat = "/api/people/{pid:[0-9]+}/chats/{cid:-?[0-9]+}"
        group = "/api/groups/{cid:-[0-9]+}"
        return [
            web.get("/api/world", self.show_world),
            web.post("/api/people", self.add_person),
            web.get("/api/people/{pid:[0-9]+}/chats", self.show_chats),
            web.get(f"{chat}/messages", self.show_messages),
            web.post(f"{chat}/messages", self.say),
            web.post(f"{chat}/media", self.send_media),
            web.post(f"{chat}/taps", self.tap),
            web.post(f"{chat}/edit", self.edit),
            web.post("/api/people/{pid:[0-9]+}/start", self.start),
            web.post("/api/people/{pid:[0-9]+}/{deed:block|unblock}", self.block),
            web.post("/api/people/{pid:[0-9]+}/deactivate", self.deactivate),
            web.post("/api/groups", self.found_group),
            web.post(f"{group}/members", self.add_member),
            web.delete(f"{group}/members/{{who:[0-9]+|bot}}", self.remove_member),
            web.post(f"{group}/upgrade", self.upgrade),
            web.get("/api/files/{file_id}", self.show_file),
        ]

    # Looking

    async def show_world(self, request: web.Request) -> web.Response:
        profile = self.world.profile
        bot = profile.user | {"first_name": profile.said("name"), "description": profile.said("description")}
        people = [person.body() for person in self.world.people.values()]
        return as_json({"bot": bot, "people": people, "phones": self.phones} | self.weather.state())

    async def show_chats(self, request: web.Request) -> web.Response:
        person = self._person(request)
        return as_json({"chats": [_summary(chat, person) for chat in self.world.chats_of(person.id)]})

    async def show_messages(self, request: web.Request) -> web.Response:
        person, chat = self._person(request), self._chat(request)
        after = int(request.query.get("after", "0"))
        chat.unread[person.id] = 0
        messages = [chat.shown(message) for number, message in chat.messages.items() if number > after]
        menu = self.world.profile.menu(
            chat_id=chat.id,
            private=chat.private,
            person=person.id,
            language=person.language_code[:2],
            admin=chat.members.get(person.id) == "creator",
        )
        state = {"keyboard": chat.keyboard, "commands": menu, "blocked": person.blocked}
        return as_json({"messages": messages} | state)

    async def show_file(self, request: web.Request) -> web.Response:
        file = self.world.files.find(request.match_info["file_id"])
        if file is None:
            raise Impossible("no such file", 404)
        name = file.name or file.path.rsplit("/", maxsplit=1)[-1]
        ascii_name = name.encode("ascii", "replace").decode().translate({34: "_", 92: "_", 10: "_", 13: "_"})
        headers = {"Content-Disposition": f'inline; filename="{ascii_name}"', "Content-Type": file.mime}
        return web.Response(body=self.world.files.read(file), headers=headers)

    # People

    async def add_person(self, request: web.Request) -> web.Response:
        wish = await request.json()
        facts = {key: str(wish[key]) for key in ("last_name", "username", "language_code") if wish.get(key)}
        person = self.world.add_person(wish["first_name"], person_id=int(wish.get("id") or 0), **facts)
        return as_json(person.body())

    async def start(self, request: web.Request) -> web.Response:
        return as_json(deeds.start(self.world, self._person(request), (await wish_of(request)).get("payload") or ""))

    async def say(self, request: web.Request) -> web.Response:
        wish = await wish_of(request)
        chat = self._chat(request)
        return as_json(deeds.say(self.world, self._person(request), chat, wish["text"], wish.get("reply_to")))

    async def send_media(self, request: web.Request) -> web.Response:
        facts, uploads = await parts_of(request)
        person, chat = self._person(request), self._chat(request)
        sent = deeds.send_media(self.world, person, chat, facts.get("kind", ""), uploads, facts)
        return as_json({"messages": sent})

    async def tap(self, request: web.Request) -> web.Response:
        wish = await wish_of(request)
        person, chat = self._person(request), self._chat(request)
        answer = await deeds.tap(self.world, person, chat, int(wish["message_id"]), str(wish["data"]))
        return as_json({"answer": answer})

    async def edit(self, request: web.Request) -> web.Response:
        wish = await wish_of(request)
        person, chat = self._person(request), self._chat(request)
        return as_json(deeds.edit(self.world, person, chat, int(wish["message_id"]), wish["text"]))

    async def block(self, request: web.Request) -> web.Response:
        groups.set_blocked(self.world, self._person(request), blocked=request.match_info["deed"] == "block")
        return as_json({})

    async def deactivate(self, request: web.Request) -> web.Response:
        self._person(request).deactivated = True
        return as_json({})

    # Groups

    async def found_group(self, request: web.Request) -> web.Response:
        wish = await wish_of(request)
        creator = self._known(int(wish["creator"]))
        supergroup = wish.get("type") == "supergroup"
        with_bot = bool(wish.get("bot"))
        chat = groups.found(self.world, creator, wish["title"], supergroup=supergroup, with_bot=with_bot)
        return as_json(chat.face)

    async def add_member(self, request: web.Request) -> web.Response:
        wish, chat = await wish_of(request), self._chat(request)
        if wish.get("bot"):
            by = self._known(int(wish["by"]))
            groups.add_bot(self.world, chat, by, admin=bool(wish.get("admin")))
            if payload := wish.get("start_payload"):
                deeds.say(self.world, by, chat, f"/start@{self.world.profile.username} {payload}")
        else:
            groups.add_person(self.world, chat, self._known(int(wish["person"])))
        return as_json({})

    async def remove_member(self, request: web.Request) -> web.Response:
        chat, who = self._chat(request), request.match_info["who"]
        if who == "bot":
            groups.remove_bot(self.world, chat, self._creator(chat))
        else:
            groups.remove_person(self.world, chat, self._known(int(who)))
        return as_json({})

    async def upgrade(self, request: web.Request) -> web.Response:
        chat = self._chat(request)
        if chat.type != "group" or chat.moved_to:
            raise Impossible("only a basic group can become a supergroup", 409)
        return as_json(groups.upgrade(self.world, chat, self._creator(chat)).face)

    # Finding

    def _person(self, request: web.Request) -> Person:
        return self._known(int(request.match_info["pid"]))

    def _known(self, person_id: int) -> Person:
        if person_id not in self.world.people:
            raise Impossible("no such person", 404)
        return self.world.people[person_id]

    def _chat(self, request: web.Request) -> Chat:
        chat = self.world.chats.get(int(request.match_info["cid"]))
        if chat is None or ("pid" in request.match_info and int(request.match_info["pid"]) not in chat.members):
            raise Impossible("no such chat", 404)
        return chat

    def _creator(self, chat: Chat) -> Person:
        return self.world.people[next(person for person, status in chat.members.items() if status == "creator")]


def _summary(chat: Chat, person: Person) -> Json:
    last = next((message for number, message in reversed(chat.messages.items()) if number not in chat.deleted), None)
    return {"chat": chat.face, "last": last, "unread": chat.unread.get(person.id, 0)}
