"""Saves small networks with Keras as .keras and .h5, and writes what they compute: make.py, with keras and tensorflow."""

import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
from keras import layers

folder = pathlib.Path(__file__).parent / "reference"


def sequential():
    return keras.Sequential(
        [
            keras.Input((12, 11, 1)),
            layers.Rescaling(1 / 127.5, offset=-1),
            layers.Conv2D(4, 3, activation="relu", kernel_regularizer="l2"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ],
        name="digits",
    )


def residual():
    image = keras.Input((9, 8, 4), name="photo")
    x = layers.ZeroPadding2D(((1, 0), (0, 1)))(image)
    x = layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(epsilon=0.01, scale=False)(x)
    start = layers.ReLU(6.0)(x)
    x = layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2)(start)
    x = layers.Activation("swish")(x)
    x = layers.SeparableConv2D(4, 3, padding="same")(x)
    x = layers.Add()([x, start])
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    gate = layers.GlobalAveragePooling2D(keepdims=True)(x)
    gate = layers.Dense(4, activation="sigmoid")(gate)
    x = layers.Multiply()([x, gate])
    x = layers.Conv2D(6, 3, groups=2, dilation_rate=2, padding="same", activation="gelu")(x)
    x = layers.Concatenate()([x, start])
    return keras.Model(image, layers.Dense(2, name="scores")(layers.GlobalMaxPooling2D()(x)), name="residual")


def operations():
    image = keras.Input((5, 4, 3))
    x = layers.Conv2D(4, 3)(image)
    x = layers.ReLU(6.0)(x + 3.0) * (1.0 / 6.0)
    x = (1.0 - x) / 4.0 - 0.25
    x = layers.Activation("hard_silu")(x)
    x = layers.Conv2D(2, 1, activation="hard_sigmoid")(x)
    return keras.Model(image, x, name="operations")


def decoder():
    image = keras.Input((4, 5, 4))
    x = layers.Conv2DTranspose(4, 3, strides=2, padding="same")(image)
    x = layers.GroupNormalization(2)(x)
    x = layers.PReLU(shared_axes=[1, 2])(x)
    x = layers.UpSampling2D(2, interpolation="bilinear")(x)
    x = layers.LayerNormalization()(x)
    x = layers.Cropping2D(((1, 2), (0, 1)))(x)
    x = layers.AveragePooling2D(3, strides=2, padding="same")(x)
    x = layers.SpatialDropout2D(0.2)(x)
    return keras.Model(image, layers.Softmax()(layers.Conv2D(3, 1)(x)), name="decoder")


def shared():
    left, right = keras.Input((6, 6, 2)), keras.Input((6, 6, 2))
    tower = keras.Sequential(
        [keras.Input((6, 6, 2)), layers.Conv2D(3, 3, activation="tanh"), layers.Flatten(), layers.Dense(4)], name="tower"
    )
    return keras.Model([left, right], layers.Average()([tower(left), tower(right)]), name="shared")


def sequence():
    return keras.Sequential(
        [
            keras.Input((10, 3)),
            layers.Conv1D(4, 3, padding="causal", activation="elu"),
            layers.MaxPooling1D(2),
            layers.GlobalAveragePooling1D(),
            layers.Dense(2),
        ],
        name="sequence",
    )


expected = {}
for make in [sequential, residual, operations, decoder, shared, sequence]:
    name = make.__name__
    keras.utils.set_random_seed(3)
    model = make()
    numbers = np.random.default_rng(5)
    model.set_weights([numbers.uniform(0.1, 0.9, weight.shape) * numbers.choice([-1, 1]) if weight.ndim > 1 else numbers.uniform(0.1, 0.9, weight.shape) for weight in model.get_weights()])
    inputs = [numbers.uniform(-1, 1, (1, *tensor.shape[1:])).astype("float32") for tensor in model.inputs]
    output = np.asarray(model(inputs if len(inputs) > 1 else inputs[0], training=False))
    model.save(folder / f"{name}.keras")
    model.save(folder / f"{name}.h5")
    expected[name] = {
        "parameters": int(model.count_params()),
        "inputs": [[float(number) for number in image.ravel()] for image in inputs],
        "shape": list(output.shape[1:]),
        "output": [float(number) for number in output.ravel()],
    }


@keras.saving.register_keras_serializable("tests")
class Own(layers.Layer):
    def call(self, x):
        return x * 2


odd = keras.Sequential([keras.Input((4, 4, 1)), Own(name="doubled")])
odd.save(folder / "own.keras")
keras.Sequential([keras.Input((2,)), layers.Dense(1)]).save_weights(folder / "alone.weights.h5")
(folder / "expected.json").write_text(json.dumps(expected))
