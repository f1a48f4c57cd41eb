// The event stream of the local Telegram: one WebSocket, reconnected with exponential backoff.

const FIRST_BACKOFF = 300; // ms, doubled up to
const MAX_BACKOFF = 4000; // ms

// Calls `happened` for every event, and `connected(true|false)` when the connection opens and closes. Missed events are
// not replayed: on `connected(true)` the listener reloads the state.
export function listen(happened, connected) {
  let backoff = FIRST_BACKOFF;
  const open = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/events`);
    socket.onopen = () => {
      backoff = FIRST_BACKOFF;
      connected(true);
    };
    socket.onmessage = (frame) => happened(JSON.parse(frame.data));
    socket.onclose = () => {
      connected(false);
      setTimeout(open, backoff);
      backoff = Math.min(backoff * 2, MAX_BACKOFF);
    };
  };
  open();
}
