"""What Keras's attentions answer about inputs of more axes, attention axes, and attention masks, for MergeGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_attention.py   # writes vocabulary_attention.json
    KERAS_BACKEND=jax python vocabulary_attention.py          # compares it, and prints where the two differ most

Cases are made as in vocabulary_merge.py. A mask is one of steps, [batch, axis 1]; where Keras would read such a mask of a
longer input along the wrong axes, or end in an error, it is told the same by a mask of all places, [batch, axis 1, axis 2],
or by an attention mask.
"""

import sys

from goldens import np
from vocabulary_merge import case, write_or_compare

SCORES, CAUSAL = {"return_attention_scores": True}, {"use_causal_mask": True}


def holes(name, shape, empty=False):
    """A mask in which each row sees something, unless it may be empty."""
    mask = np.random.default_rng(sum(name.encode())).random(shape) < .6
    if not empty:
        mask[..., 0] = True
    return mask


def cases():
    found = []

    def add(name, kind, shapes, **more):
        found.extend(case(f"{kind}/{name}", kind, shapes, **more))

    heads = dict(num_heads=2, key_dim=2)
    multi = "MultiHeadAttention"

    # several axes between batch and features
    both = [(2, 2, 3, 2), (2, 3, 2, 3)]
    add("rank 4", multi, both, **heads)
    add("rank 4/scores", multi, both, call=SCORES, **heads)
    add("rank 4/keys", multi, [*both, (2, 3, 2, 1)], **heads)
    add("rank 4/axes in another order", multi, both, call=SCORES, **heads, attention_axes=[2, 1])
    add("rank 4/options", multi, both, num_heads=2, key_dim=2, value_dim=3, output_shape=[3, 2], use_gate=True)
    add("rank 4/no bias", multi, both, **heads, use_bias=False, output_shape=1)
    add("rank 4/dropout at rest", multi, both, gradient=False, **heads, dropout=.5)
    add("rank 3/axis 1", multi, [(2, 3, 2), (2, 4, 2)], **heads, attention_axes=1)
    add("rank 5/axes", multi, [(2, 2, 3, 1, 2), (2, 1, 3, 4, 2)], call=SCORES, **heads, attention_axes=[1, -2])
    add("rank 5/first axes", multi, [(1, 2, 3, 2, 2), (1, 1, 2, 2, 2)], **heads, attention_axes=[1, 2])
    add("rank 5", multi, [(2, 2, 2, 1, 2), (2, 1, 2, 2, 2)], **heads)

    first = [(2, 3, 2, 2), (2, 4, 2, 3)]
    second = [(2, 2, 3, 2), (2, 2, 4, 3)]
    right, left = holes("right", (2, 3)), holes("left", (2, 4))
    add("axis 1", multi, first, **heads, attention_axes=1)
    add("axis 1/scores", multi, first, call=SCORES, **heads, attention_axes=[1])
    add("axis 1/causal", multi, first, call=CAUSAL, **heads, attention_axes=1)
    add("axis 1/window", multi, first, **heads, attention_axes=1, sliding_window=2)
    add("axis 1/masks", multi, first, masks=[right, left], **heads, attention_axes=1)
    add("axis 1/masks/causal/scores", multi, first, masks=[right, left], call=SCORES | CAUSAL, **heads, attention_axes=1)
    add("axis 2", multi, second, **heads, attention_axes=2)
    add("axis 2/scores", multi, second, call=SCORES, **heads, attention_axes=-2)
    square = [(2, 3, 3, 2), (2, 3, 3, 2)]
    add("axis 2/causal", multi, square, call=CAUSAL, **heads, attention_axes=2)
    add("axis 2/causal window", multi, square, call=CAUSAL | SCORES, **heads, attention_axes=2, sliding_window=2)
    steps = np.array([[True, False], [True, True]])

    def spread(mask, size):
        return np.repeat(mask[:, :, None], size, 2)

    add("axis 2/masks", multi, second, masks=[steps, steps[::-1]],
        keras_masks=[spread(steps, 3), spread(steps[::-1], 4)], **heads, attention_axes=2)
    add("axis 2/query mask/scores", multi, second, masks=[steps], call=SCORES, keras_masks=[spread(steps, 3), None],
        **heads, attention_axes=2)
    keys = holes("keys", (2, 3))
    seen = spread(steps, 3)[:, :, :, None, None] & spread(keys, 2)[:, None, None]
    add("rank 4/masks", multi, both, masks=[steps, keys], keras_masks=[None, None], keras_mask=seen, **heads)

    # attention masks
    three = [(2, 3, 2), (2, 4, 3)]
    for title, shape in (("", (2, 3, 4)), ("/one row", (2, 1, 4)), ("/one column", (2, 3, 1)), ("/one example", (1, 3, 4)),
                         ("/heads", (2, 2, 3, 4)), ("/one head", (2, 1, 3, 4)), ("/heads of one row", (1, 2, 1, 4))):
        mask = holes(title, shape, empty=True)
        add(f"attention mask{title}", multi, three, attention_mask=mask, **heads)
        add(f"attention mask{title}/scores", multi, three, attention_mask=mask, call=SCORES, **heads)
        if len(shape) == 4:
            add(f"attention mask{title}/causal", multi, three, attention_mask=mask, call=CAUSAL, **heads)
            add(f"attention mask{title}/window", multi, three, attention_mask=mask, **heads, sliding_window=2)
    mask = holes("mask", (2, 3, 4), empty=True)
    add("attention mask/keys", multi, [*three, (2, 4, 1)], attention_mask=mask, **heads)
    add("attention mask/masks", multi, three, masks=[right, left], attention_mask=mask, **heads)
    add("attention mask/masks/causal/scores", multi, three, masks=[right, left], attention_mask=mask,
        call=CAUSAL | SCORES, **heads, sliding_window=3)
    add("attention mask/masks/keys", multi, [*three, (2, 4, 1)], masks=[right, left, left[::-1]], attention_mask=mask,
        **heads, dropout=.5, gradient=False)
    add("attention mask/one example/value mask", multi, three, masks=[None, left], attention_mask=mask[:1], **heads)
    for title, shape in (("places", (2, 2, 3, 4)), ("one group", (2, 1, 3, 4)), ("no groups", (2, 3, 4)),
                         ("heads", (2, 2, 2, 3, 4)), ("one of each", (1, 2, 1, 3, 1))):
        add(f"axis 2/attention mask/{title}", multi, second, attention_mask=holes(title, shape, empty=True), call=SCORES,
            **heads, attention_axes=2)
    add("axis 2/attention mask/masks", multi, second, masks=[steps, steps], keras_masks=[spread(steps, 3), spread(steps, 4)],
        attention_mask=holes("with", (2, 2, 3, 4)), **heads, attention_axes=2)
    add("axis 1/attention mask/masks", multi, first, masks=[right, left], attention_mask=mask, **heads, attention_axes=1)
    add("rank 4/attention mask", multi, both, attention_mask=holes("two", (2, 2, 3, 3, 2), empty=True), **heads)
    add("rank 4/attention mask/heads", multi, both, attention_mask=holes("six", (2, 2, 2, 3, 3, 2), empty=True), **heads)
    add("rank 4/attention mask/another order", multi, both, attention_mask=holes("order", (2, 3, 2, 2, 3)), **heads,
        attention_axes=[2, 1])

    grouped, config = "GroupQueryAttention", dict(head_dim=2, num_query_heads=4, num_key_value_heads=2)
    same = [(2, 3, 2), (2, 4, 2)]
    add("attention mask", grouped, same, attention_mask=mask, **config)
    add("attention mask/scores", grouped, same, attention_mask=mask, call=SCORES, **config)
    add("attention mask/heads", grouped, same, attention_mask=holes("four", (2, 4, 3, 4), empty=True), call=CAUSAL, **config)
    add("attention mask/masks/causal", grouped, same, masks=[right, left], attention_mask=mask, call=CAUSAL, **config)
    add("attention mask/keys", grouped, [*same, (2, 4, 3)], attention_mask=mask, **config, sliding_window=2)

    # attentions of one head
    longer = [(2, 2, 3, 2), (2, 2, 4, 3), (2, 2, 4, 2)]
    for kind, more in (("Attention", dict(use_scale=True)), ("Attention", dict(score_mode="concat")), ("AdditiveAttention", {})):
        title = "/".join(["rank 4", *more])
        add(title, kind, longer, **more)
        add(f"{title}/scores", kind, longer, call=SCORES, **more)
        add(f"{title}/causal", kind, longer, call=CAUSAL, **more)
        add(f"{title}/query mask", kind, longer, masks=[steps], keras_masks=[spread(steps, 3), None, None], **more)
    add("wide", "AdditiveAttention", [(1, 2, 37), (1, 3, 37)])
    return found


if __name__ == "__main__":
    sys.exit(write_or_compare("vocabulary_attention.py", cases()))
