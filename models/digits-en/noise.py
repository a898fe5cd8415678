"""Half a second of noise, 100 times: white, low and high, soft and loud; alone in the file, or between
silence. python3 noise.py DIR writes DIR/unknown_NUMBER.wav, for ieum evaluate --data DIR."""
import math, os, random, struct, sys, wave

os.makedirs(sys.argv[1], exist_ok=True)
random.seed(1)
for number in range(100):
    keep, level = random.uniform(-0.7, 0.98), 10 ** random.uniform(-2.5, -0.7)
    noise, last = [], 0.0
    for _ in range(4000):
        last = keep * last + random.gauss(0, 1)
        noise.append(last)
    factor = level / math.sqrt(sum(x * x for x in noise) / len(noise))
    silence = [0.0] * (4000 if number % 2 else 0)
    samples = silence + [max(-1, min(1, factor * x)) for x in noise] + silence
    with wave.open(os.path.join(sys.argv[1], f"unknown_{number}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", round(32767 * x)) for x in samples))
