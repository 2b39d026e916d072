"""Writes the networks of keras.applications as Keras describes them, without weights, and their numbers of weights:
applications.py, with keras and tensorflow."""

import gzip
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras

folder = pathlib.Path(__file__).parent / "applications"
folder.mkdir(exist_ok=True)

# One of each family, the smallest.
NETWORKS = """ConvNeXtTiny DenseNet121 EfficientNetB0 EfficientNetV2B0 InceptionResNetV2 InceptionV3 MobileNet MobileNetV2
MobileNetV3Large MobileNetV3Small NASNetMobile ResNet50 ResNet50V2 VGG16 Xception""".split()

expected = {}
for name in NETWORKS:
    keras.utils.clear_session()
    model = getattr(keras.applications, name)(weights=None)
    with gzip.GzipFile(folder / f"{name}.json.gz", "wb", mtime=0) as file:
        file.write(model.to_json().encode())
    expected[name] = {
        "parameters": model.count_params(),
        # How many images a normalisation was adapted to: it is kept among the weights, and computes nothing.
        "counters": sum(weight.path.endswith("/count") for weight in model.weights),
        "output": list(model.output_shape[1:]),
    }
(folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")
