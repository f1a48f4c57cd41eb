// A voice message from the microphone, or a sample made by the page where there is none.

const WANTED = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Begins at once; `stop()` gives {file, duration in whole seconds}, `drop()` forgets. Throws when the microphone is refused.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = WANTED.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const pieces = [];
  const began = performance.now();
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.start();
  const end = () =>
    new Promise((resolve) => {
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        resolve();
      };
      recorder.stop();
    });
  return {
    drop: end,
    stop: async () => {
      await end();
      const duration = Math.max(1, Math.round((performance.now() - began) / 1000));
      return {
        file: new File(pieces, type?.includes("ogg") ? "voice.ogg" : "voice.webm", { type: recorder.mimeType }),
        duration,
      };
    },
  };
}

const RATE = 16000; // samples a second
const SAMPLE = 3; // seconds
const STEPS = [220, 262, 330, 294, 262, 247, 220, 196]; // Hz, a hummed sentence

// Three seconds of a humming tone as a WAV file.
export function sample() {
  const count = RATE * SAMPLE;
  const wav = new DataView(new ArrayBuffer(44 + count * 2));
  const letters = (at, text) => [...text].forEach((letter, place) => wav.setUint8(at + place, letter.charCodeAt(0)));
  letters(0, "RIFF");
  wav.setUint32(4, 36 + count * 2, true);
  letters(8, "WAVEfmt ");
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true); // PCM
  wav.setUint16(22, 1, true); // one channel
  wav.setUint32(24, RATE, true);
  wav.setUint32(28, RATE * 2, true);
  wav.setUint16(32, 2, true);
  wav.setUint16(34, 16, true);
  letters(36, "data");
  wav.setUint32(40, count * 2, true);
  for (let at = 0; at < count; at += 1) wav.setInt16(44 + at * 2, hum(at / RATE) * 9000, true);
  return { file: new File([wav.buffer], "voice.wav", { type: "audio/wav" }), duration: SAMPLE };
}

function hum(seconds) {
  const syllable = (seconds / SAMPLE) * STEPS.length;
  const loudness = Math.sin((syllable % 1) * Math.PI);
  const turn = 2 * Math.PI * STEPS[Math.min(STEPS.length - 1, Math.floor(syllable))] * seconds;
  return loudness * (0.7 * Math.sin(turn) + 0.3 * Math.sin(2 * turn));
}
