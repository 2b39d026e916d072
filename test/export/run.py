"""Runs exported programs on the images of folders, whose names come line by line, and prints for each its parameters and the
greatest difference from the engine's outputs, relative to their greatest absolute value: run.py keras|pytorch|onnx"""

import importlib.util
import json
import os
import sys

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
target = sys.argv[1]


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    return [
        np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]) for entry in header.values()
    ]


def channels_first(array):
    return np.moveaxis(array, -1, 1)


def channels_last(array):
    return np.moveaxis(array, 1, -1)


def program(folder):
    specification = importlib.util.spec_from_file_location("program", f"{folder}/{target}_program.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def keras_outputs(folder, images):
    written = program(folder)
    model = written.build_model()
    written.load_weights(model, f"{folder}/weights.safetensors")
    made = model(images if len(images) > 1 else images[0], training=False)
    return model.count_params(), [np.asarray(output) for output in (made if isinstance(made, (list, tuple)) else [made])]


def pytorch_outputs(folder, images):
    import torch

    written = program(folder)
    network = written.Network().eval()
    written.load_weights(network, f"{folder}/weights.safetensors")
    kept = [value for name, value in network.named_buffers() if not name.endswith("num_batches_tracked")]
    parameters = sum(value.numel() for value in [*network.parameters(), *kept])
    with torch.no_grad():
        made = network(*[torch.from_numpy(channels_first(image).copy()) for image in images])
    return parameters, [channels_last(output.numpy()) for output in (made if isinstance(made, tuple) else [made])]


def onnx_outputs(folder, images):
    import onnx
    import onnxruntime

    path = f"{folder}/model.onnx"
    checked = onnx.load(path)
    onnx.checker.check_model(checked, full_check=True)
    weights = {value.name: onnx.numpy_helper.to_array(value) for value in checked.graph.initializer}
    parameters = sum(int(value.size) for name, value in weights.items() if "/" in name)
    session = onnxruntime.InferenceSession(path)
    given = {entry.name: channels_first(image).copy() for entry, image in zip(session.get_inputs(), images)}
    return parameters, [channels_last(output) for output in session.run(None, given)]


run = {"keras": keras_outputs, "pytorch": pytorch_outputs, "onnx": onnx_outputs}[target]
for line in sys.stdin:
    folder = line.strip()
    parameters, outputs = run(folder, read(f"{folder}/inputs.safetensors"))
    if not os.path.exists(f"{folder}/outputs.safetensors"):
        # The engine does not run the network: what comes out in Keras is what the others are compared with.
        kept = f"{folder}/outputs.npz"
        if target == "keras":
            np.savez(kept, *outputs)
            print(json.dumps({"parameters": int(parameters), "difference": None}), flush=True)
            continue
        stored = np.load(kept)
        expected = [stored[name] for name in stored.files]
    else:
        expected = read(f"{folder}/outputs.safetensors")
    assert len(outputs) == len(expected), (len(outputs), len(expected))
    differences = []
    for output, wanted in zip(outputs, expected):
        assert output.shape == wanted.shape, (output.shape, wanted.shape)
        differences.append(float(np.abs(output - wanted).max() / max(1.0, float(np.abs(wanted).max()))))
    print(json.dumps({"parameters": int(parameters), "difference": max(differences)}), flush=True)
