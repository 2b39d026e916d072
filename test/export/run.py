"""Runs an exported program on the images of a folder and prints its parameters and the greatest difference from the engine's
outputs, relative to their greatest absolute value: run.py keras|pytorch|onnx FOLDER"""

import importlib.util
import json
import os
import sys

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
target, folder = sys.argv[1:]


def read(name):
    with open(f"{folder}/{name}.safetensors", "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    return [
        np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]) for entry in header.values()
    ]


def channels_first(array):
    return np.moveaxis(array, -1, 1)


def channels_last(array):
    return np.moveaxis(array, 1, -1)


def program():
    specification = importlib.util.spec_from_file_location("program", f"{folder}/{target}_program.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


images = read("inputs")
if target == "keras":
    written = program()
    model = written.build_model()
    written.load_weights(model, f"{folder}/weights.safetensors")
    parameters = model.count_params()
    made = model(images if len(images) > 1 else images[0], training=False)
    outputs = [np.asarray(output) for output in (made if isinstance(made, (list, tuple)) else [made])]
elif target == "pytorch":
    import torch

    written = program()
    network = written.Network().eval()
    written.load_weights(network, f"{folder}/weights.safetensors")
    kept = [value for name, value in network.named_buffers() if not name.endswith("num_batches_tracked")]
    parameters = sum(value.numel() for value in [*network.parameters(), *kept])
    with torch.no_grad():
        made = network(*[torch.from_numpy(channels_first(image).copy()) for image in images])
    outputs = [channels_last(output.numpy()) for output in (made if isinstance(made, tuple) else [made])]
else:
    import onnx
    import onnxruntime

    path = f"{folder}/model.onnx"
    checked = onnx.load(path)
    onnx.checker.check_model(checked, full_check=True)
    weights = {value.name: onnx.numpy_helper.to_array(value) for value in checked.graph.initializer}
    parameters = sum(int(value.size) for name, value in weights.items() if "/" in name)
    session = onnxruntime.InferenceSession(path)
    given = {entry.name: channels_first(image).copy() for entry, image in zip(session.get_inputs(), images)}
    outputs = [channels_last(output) for output in session.run(None, given)]

expected = read("outputs")
assert len(outputs) == len(expected), (len(outputs), len(expected))
differences = []
for output, wanted in zip(outputs, expected):
    assert output.shape == wanted.shape, (output.shape, wanted.shape)
    differences.append(float(np.abs(output - wanted).max() / max(1.0, float(np.abs(wanted).max()))))
print(json.dumps({"parameters": int(parameters), "difference": max(differences)}))
