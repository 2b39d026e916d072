"""Writes small JPEG files of several kinds, and what TensorFlow's libjpeg reads in them: makeJpeg.py, with tensorflow."""

import json
import pathlib
import struct

import numpy as np
import tensorflow as tf

folder = pathlib.Path(__file__).parent
y, x = np.mgrid[0:20, 0:28]
# Smooth, so that libraries differ by rounding alone; no side is a multiple of a block.
colour = np.stack([8 * x + 10, 11 * y + 20, 128 + 60 * np.sin(x / 6) * np.cos(y / 5)], -1).astype(np.uint8)


def turned(data, orientation):
    """With the EXIF mark that says how the camera was held."""
    tiff = b"MM\0\x2a\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0" + tiff
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


plain = tf.io.encode_jpeg(colour, quality=90, chroma_downsampling=False).numpy()
files = {
    "plain": plain,
    "progressive": tf.io.encode_jpeg(colour, quality=90, progressive=True, chroma_downsampling=False).numpy(),
    "halved": tf.io.encode_jpeg(colour, quality=90, chroma_downsampling=True).numpy(),
    "greyPhoto": tf.io.encode_jpeg(colour[..., :1], format="grayscale", quality=90).numpy(),
    "turned": turned(plain, 6),
}
expected = {}
for name, data in files.items():
    (folder / f"{name}.jpg").write_bytes(data)
    pixels = tf.io.decode_jpeg(data, channels=3, dct_method="INTEGER_ACCURATE", fancy_upscaling=False).numpy()
    expected[name] = {"height": pixels.shape[0], "width": pixels.shape[1], "pixels": pixels.reshape(-1).tolist()}
(folder / "jpeg.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")
