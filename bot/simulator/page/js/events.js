// What happens in the local Telegram, as it happens: one WebSocket that always comes back.

const FIRST_WAIT = 300; // ms, doubled up to
const LONGEST_WAIT = 4000; // ms

// Calls `happened` for every event, and `connected(true|false)` when the line comes and goes. After a gap nothing is
// replayed: whoever listens reads the present state anew when `connected(true)` comes.
export function listen(happened, connected) {
  let wait = FIRST_WAIT;
  const open = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/events`);
    socket.onopen = () => {
      wait = FIRST_WAIT;
      connected(true);
    };
    socket.onmessage = (frame) => happened(JSON.parse(frame.data));
    socket.onclose = () => {
      connected(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  open();
}
