"""Writes small PNG files of every type of colour, and what TensorFlow's libpng reads in them: make.py, with tensorflow."""

import json
import pathlib
import struct
import zlib

import numpy as np
import tensorflow as tf

folder = pathlib.Path(__file__).parent
numbers = np.random.default_rng(1)
colour = numbers.integers(0, 256, (9, 7, 4), dtype=np.uint8)
# Steps from pixel to pixel, so that the encoder has a use for every filter.
ramp = np.add.outer(np.arange(40) * 3, np.arange(30) * 5).astype(np.uint8)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed(depth, kind, rows, *more):
    """A file whose samples take less than a byte, which TensorFlow does not write."""
    bits = np.unpackbits(rows[..., None].astype(np.uint8), axis=-1)[..., -depth:].reshape(len(rows), -1)
    lines = b"".join(b"\0" + np.packbits(line).tobytes() for line in bits)
    header = struct.pack(">IIBBBBB", rows.shape[1], rows.shape[0], depth, kind, 0, 0, 0)
    body = [chunk(b"IHDR", header), *more, chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


palette = colour.reshape(-1, 4)[:16]
files = {
    "grey": tf.io.encode_png(colour[..., :1]).numpy(),
    "greyAlpha": tf.io.encode_png(colour[..., :2]).numpy(),
    "colour": tf.io.encode_png(colour[..., :3]).numpy(),
    "alpha": tf.io.encode_png(colour).numpy(),
    "ramp": tf.io.encode_png(np.stack([ramp, ramp // 2, 255 - ramp], -1)).numpy(),
    "sixteen": tf.io.encode_png(colour[..., :3].astype(np.uint16) * 257).numpy(),
    "bits": packed(1, 0, colour[..., 0] % 2),
    "twoBits": packed(2, 0, colour[..., 0] % 4),
    "palette": packed(
        4, 3, colour[..., 0] % 16, chunk(b"PLTE", palette[:, :3].tobytes()), chunk(b"tRNS", palette[:5, 3].tobytes())
    ),
    "clearGrey": packed(4, 0, colour[..., 0] % 16, chunk(b"tRNS", struct.pack(">H", int(colour[0, 0, 0] % 16)))),
}
expected = {}
for name, data in files.items():
    (folder / f"{name}.png").write_bytes(data)
    read = tf.io.decode_png(data, channels=4).numpy()
    if "its" in name:
        # What TensorFlow makes up for alpha in a picture of few bits is their highest value, not 255.
        read[..., 3] = 255
    expected[name] = {"width": read.shape[1], "height": read.shape[0], "pixels": read.ravel().tolist()}
(folder / "expected.json").write_text(json.dumps(expected))
