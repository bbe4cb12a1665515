import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

/// DJL's own layers on its PyTorch engine.
public final class Djl {
    private Djl() {}

    public static void main(String[] args) {
        System.setProperty("ai.djl.pytorch.num_threads", args[1]);
        PeerLoop.answer("0.35.1, PyTorch 2.7.1", args, w -> w.trains() ? train(w) : infer(w));
    }

    private static Runnable train(PeerLoop.Work w) {
        if (w.cell().equals("lm")) throw w.unsupported("left out");
        var model = Model.newInstance("peer", Device.cpu(), "PyTorch");
        boolean both = w.cell().equals("bilstm");
        var block = new SequentialBlock().add(layer(w))
                .add(list -> {
                    var out = list.head();
                    var last = out.get(new NDIndex(":,-1"));
                    if (both) {
                        last = last.get(new NDIndex(":,:%d".formatted(w.units())))
                                .concat(out.get(new NDIndex(":,0,%d:".formatted(w.units()))), 1);
                    }
                    return new NDList(last);
                })
                .add(Linear.builder().setUnits(PeerLoop.CLASSES).build());
        model.setBlock(block);
        var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Adam.builder().optLearningRateTracker(Tracker.fixed(1e-3f)).build())
                .optDevices(new Device[]{Device.cpu()});
        var trainer = model.newTrainer(config);
        trainer.initialize(new Shape(w.batch(), w.time(), w.inputs()));
        var manager = trainer.getManager();
        NDArray x = manager.randomNormal(new Shape(w.batch(), w.time(), w.inputs()));
        NDArray y = manager.arange(w.batch()).mod(PeerLoop.CLASSES).toType(DataType.FLOAT32, false);
        x.setRequiresGradient(true);
        return () -> {
            try (var some = manager.newSubManager()) {
                var in = x.duplicate();
                in.attach(some);
                in.setRequiresGradient(true);
                try (var collector = Engine.getInstance().newGradientCollector()) {
                    var out = trainer.forward(new NDList(in));
                    out.attach(some);
                    var loss = trainer.getLoss().evaluate(new NDList(y), out);
                    loss.attach(some);
                    collector.backward(loss);
                }
                trainer.step();
            }
        };
    }

    private static Runnable infer(PeerLoop.Work w) {
        if (w.does().equals("stream")) throw w.unsupported("left out");
        var manager = ai.djl.ndarray.NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var block = layer(w);
        block.initialize(manager, DataType.FLOAT32, new Shape(w.batch(), w.time(), w.inputs()));
        var x = manager.randomNormal(new Shape(w.batch(), w.time(), w.inputs()));
        var store = new ParameterStore(manager, false);
        return () -> {
            var out = block.forward(store, new NDList(x), false);
            out.close();
        };
    }

    private static Block layer(PeerLoop.Work w) {
        return switch (w.cell()) {
            case "lstm" -> LSTM.builder().setStateSize(w.units()).setNumLayers(1).optBatchFirst(true).build();
            case "bilstm" -> LSTM.builder().setStateSize(w.units()).setNumLayers(1).optBatchFirst(true)
                    .optBidirectional(true).build();
            case "gru" -> GRU.builder().setStateSize(w.units()).setNumLayers(1).optBatchFirst(true).build();
            case "rnn" -> RNN.builder().setStateSize(w.units()).setNumLayers(1).optBatchFirst(true)
                    .setActivation(RNN.Activation.TANH).build();
            default -> throw w.unsupported("left out");
        };
    }
}
