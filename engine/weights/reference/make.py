"""Makes the weight files beside it, and what Keras and PyTorch compute with them: `python make.py`.

Needs tensorflow (or tensorflow-cpu), torch, safetensors, onnx. The tests need none of them: the files are checked in.
Both networks are the one of ../readWeights.test.ts.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import torch
from safetensors.torch import save_file

os.chdir(os.path.dirname(os.path.abspath(__file__)))
random = np.random.default_rng(1)
image = random.normal(size=(1, 7, 7, 2)).astype("float32")


def keras_network():
    layers = keras.layers
    x = inputs = keras.Input((7, 7, 2))
    x = layers.Conv2D(3, 3, name="stem")(x)
    x = layers.BatchNormalization(epsilon=0.01)(x)
    x = layers.ReLU()(x)
    x = layers.DepthwiseConv2D(3, depth_multiplier=2)(x)
    x = layers.Conv2DTranspose(2, 2, strides=2)(x)
    x = layers.Conv2D(2, 1, padding="same")(x)
    x = layers.Flatten()(x)
    x = layers.Dense(5, activation="relu")(x)
    outputs = layers.Dense(3)(x)
    network = keras.Model(inputs, outputs)
    network.set_weights([np.abs(random.normal(size=w.shape)) * 0.3 + random.normal(size=w.shape) * 0.02 * (i % 2) for i, w in enumerate(network.get_weights())])
    return network


network = keras_network()
network.save("keras.keras")
network.save("keras.h5")
network.save_weights("keras.weights.h5")
np.savez_compressed("keras.npz", **{w.path: w.numpy() for w in network.weights})
expected = {"image": image.flatten().tolist(), "keras": network(image).numpy().flatten().tolist()}


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.features = nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3, eps=0.01), nn.ReLU(), nn.Conv2d(3, 6, 3, groups=3))
        self.up = nn.ConvTranspose2d(6, 2, 2, stride=2)
        self.mix = nn.Conv2d(2, 2, 1)
        self.head = nn.Linear(2 * 6 * 6, 5)
        self.scores = nn.Linear(5, 3)

    def forward(self, x):
        x = self.mix(self.up(self.features(x))).flatten(1)
        return self.scores(self.head(x).relu())


torch.manual_seed(1)
torch_network = Network().eval()
with torch.no_grad():
    norm = torch_network.features[1]
    for values in (norm.weight, norm.bias, norm.running_mean, norm.running_var):
        values.copy_(torch.rand(3) + 0.5)
    tensor = torch.from_numpy(image.transpose(0, 3, 1, 2).copy())
    expected["torch"] = torch_network(tensor).flatten().tolist()
save_file({name: value.contiguous() for name, value in torch_network.state_dict().items()}, "torch.safetensors")
torch.save(torch_network.state_dict(), "torch.pt")
torch.onnx.export(torch_network, (tensor,), "torch.onnx", dynamo=False, do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
with open("expected.json", "w") as file:
    json.dump(expected, file)
