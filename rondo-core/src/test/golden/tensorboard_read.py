"""Reads a directory that Rondo's TensorBoard callback wrote with TensorBoard's own reader, and prints what is in it.

    pip install tensorboard==2.21.0
    python tensorboard_read.py runs/first

A damaged record or an unknown field would end the reading with an error; a file of which nothing is printed was not
understood. TensorBoardTest leaves such a directory in rondo-core/target/tensorboard.
"""

import pathlib
import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.util import tensor_util


def main(folder):
    for part in sorted({f.parent for f in pathlib.Path(folder).rglob("*tfevents*")}):
        # 0: keep every event
        events = event_accumulator.EventAccumulator(str(part), size_guidance={event_accumulator.TENSORS: 0})
        events.Reload()
        for tag in sorted(events.Tags()["tensors"]):
            plugin = events.SummaryMetadata(tag).plugin_data.plugin_name
            for event in events.Tensors(tag):
                value = tensor_util.make_ndarray(event.tensor_proto)
                print(part.name, plugin, tag, event.step, value if value.ndim == 0 else f"{value.shape} {value[:, 2].sum():.0f} numbers")


if __name__ == "__main__":
    main(sys.argv[1])
