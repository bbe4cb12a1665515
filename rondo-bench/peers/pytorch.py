"""PyTorch. Time first or batch first, whichever is faster here: the peer `pytorch-time-first` is this file too."""
from work import CLASSES, THREADS, WORDS, answer

import sys

import torch
from torch import nn

torch.set_num_threads(THREADS)
torch.manual_seed(0)
TIME_FIRST = "time-first" in sys.argv
CELLS = {"lstm": nn.LSTM, "bilstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}


class Last(nn.Module):
    """A recurrent layer and a dense one on its last output."""

    def __init__(self, w):
        super().__init__()
        both = w.cell == "bilstm"
        self.both = both
        self.units = w.units
        self.rnn = CELLS[w.cell](w.inputs, w.units, batch_first=not TIME_FIRST, bidirectional=both)
        self.dense = nn.Linear(w.units * (2 if both else 1), CLASSES)

    def forward(self, x):
        y, _ = self.rnn(x)
        if TIME_FIRST:
            y = y.transpose(0, 1)
        last = torch.cat((y[:, -1, : self.units], y[:, 0, self.units :]), 1) if self.both else y[:, -1]
        return self.dense(last)


class LanguageModel(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, w.inputs)
        self.rnn = nn.LSTM(w.inputs, w.units, num_layers=2, batch_first=not TIME_FIRST)
        self.dense = nn.Linear(w.units, WORDS)

    def forward(self, ids):
        y, _ = self.rnn(self.embedding(ids))
        return self.dense(y).flatten(0, 1)


def shape(w, *rest):
    return (w.time, w.batch, *rest) if TIME_FIRST else (w.batch, w.time, *rest)


def train(w):
    if w.cell == "lm":
        model = LanguageModel(w)
        x = torch.randint(0, WORDS, shape(w))
        y = torch.randint(0, WORDS, shape(w)).flatten()
    elif w.cell in CELLS:
        model = Last(w)
        x = torch.randn(shape(w, w.inputs)).requires_grad_()
        y = torch.randint(0, CLASSES, (w.batch,))
    else:
        raise NotImplementedError("no such cell")
    loss = nn.CrossEntropyLoss()
    adam = torch.optim.Adam(model.parameters(), 1e-3)

    def step():
        adam.zero_grad()
        if x.grad is not None:
            x.grad = None
        loss(model(x), y).backward()
        adam.step()

    return step


def infer(w):
    rnn = CELLS[w.cell](w.inputs, w.units, batch_first=not TIME_FIRST).eval()
    x = torch.randn(shape(w, w.inputs))

    def step():
        with torch.inference_mode():
            rnn(x)

    return step


def stream(w):
    rnn = CELLS[w.cell](w.inputs, w.units, batch_first=not TIME_FIRST).eval()
    x = torch.randn(shape(w, w.inputs))
    state = [(torch.zeros(1, w.batch, w.units), torch.zeros(1, w.batch, w.units))]

    def step():
        with torch.inference_mode():
            _, state[0] = rnn(x, state[0])

    return step


answer(torch.__version__, lambda w: {"train": train, "infer": infer, "stream": stream}[w.does](w))
