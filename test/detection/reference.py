"""Writes reference.json: what torchvision makes of random numbers of a region proposal network and of the head behind it.

pip install torch torchvision; python test/detection/reference.py
"""

import json
import os

import torch
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.roi_heads import RoIHeads
from torchvision.models.detection.rpn import RegionProposalNetwork
from torchvision.ops.poolers import LevelMapper

HEIGHT, WIDTH, CLASSES = 96, 128, 4
SIZES = ((16,), (40,))
RATIOS = ((0.5, 1.0, 2.0),) * 2
GRIDS = ((12, 16), (6, 8))
BEFORE, AFTER, OVERLAP = 60, 25, 0.7

torch.manual_seed(3)
generator = AnchorGenerator(SIZES, RATIOS)
features = [torch.zeros(1, 1, *grid) for grid in GRIDS]
anchors = generator(ImageList(torch.zeros(1, 3, HEIGHT, WIDTH), [(HEIGHT, WIDTH)]), features)
counts = [rows * columns * 3 for rows, columns in GRIDS]
scores = torch.randn(sum(counts))
offsets = 0.4 * torch.randn(sum(counts), 4)

limits = {"training": BEFORE, "testing": BEFORE}, {"training": AFTER, "testing": AFTER}
rpn = RegionProposalNetwork(generator, torch.nn.Identity(), 0.7, 0.3, 256, 0.5, *limits, OVERLAP).eval()
decoded = rpn.box_coder.decode(offsets, anchors).view(1, -1, 4)
proposals, _ = rpn.filter_proposals(decoded, scores.view(1, -1), [(HEIGHT, WIDTH)], counts)

heads = RoIHeads(None, None, None, 0.5, 0.5, 512, 0.25, None, 0.05, 0.5, 100).eval()
class_scores = 2 * torch.randn(len(proposals[0]), CLASSES)
class_offsets = torch.randn(len(proposals[0]), 4 * CLASSES)
[boxes], [sure], [labels] = heads.postprocess_detections(class_scores, class_offsets, proposals, [(HEIGHT, WIDTH)])

levels = LevelMapper(2, 5)
sides = torch.tensor([[0.0, 0.0, side, side] for side in (10.0, 111.9, 112.1, 223.9, 224.1, 447.9, 448.1, 2000.0)])


def numbers(tensor):
    return [round(value, 5) for value in tensor.flatten().tolist()]


reference = {
    "size": [HEIGHT, WIDTH],
    "grids": GRIDS,
    "cells": [cell.tolist() for cell in generator.cell_anchors],
    "limits": {"before": BEFORE, "after": AFTER, "overlapThreshold": OVERLAP},
    "scores": numbers(scores),
    "offsets": numbers(offsets),
    "proposals": numbers(proposals[0]),
    "classScores": numbers(class_scores),
    "classOffsets": numbers(class_offsets),
    "detections": {"boxes": numbers(boxes), "scores": numbers(sure), "classes": labels.tolist()},
    "levels": {"boxes": sides.tolist(), "levels": (levels([sides]) + 2).tolist()},
    "pyramid": [
        cell.tolist()
        for cell in AnchorGenerator(((32,), (64,), (128,), (256,), (512,)), ((0.5, 1.0, 2.0),) * 5).cell_anchors
    ],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json"), "w") as file:
    json.dump(reference, file)
    file.write("\n")
