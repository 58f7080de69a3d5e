"""What a phone lets hear: tones, buzzes and sentences, for the timers of the cramp and of the bedtime stretch."""

# What sounds, buzzes and is said, written down; the browser still does it, where it can.
RECORD = """
  Object.assign(window, { tones: [], buzzes: 0, said: [] });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    tones.push(this.frequency.value);
    return start.apply(this, when);
  };
  navigator.vibrate = () => Boolean(++window.buzzes);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  speechSynthesis.speak = ({ text, voice, lang }) => said.push([text, voice.name, lang]);
  speechSynthesis.getVoices = () => window.voices ?? [];
"""
HOLDING, RESTING, DONE = 523, 392, 659  # hertz
