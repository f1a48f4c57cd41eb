"""The WebSocket handler that streams events to the page and the tests."""

import asyncio
from contextlib import suppress
from weakref import WeakSet

from aiohttp import WSCloseCode, web

from bot.simulator.events import Events


class Stream:
    def __init__(self, events: Events) -> None:
        self.events = events
        self._sockets: WeakSet[web.WebSocketResponse] = WeakSet()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Streams the events after number `after` (default: from now on) until the client disconnects."""
        after = int(request.query.get("after", str(self.events.seq)))
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self._sockets.add(socket)
        sending = asyncio.create_task(self._send(socket, after))
        try:
            async for _ in socket:
                pass
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending
        return socket

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _send(self, socket: web.WebSocketResponse, after: int) -> None:
        with suppress(ConnectionError):
            async for event in self.events.subscribe(after):
                await socket.send_json(event)
