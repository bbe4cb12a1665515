import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randint;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// libtorch through bytedeco's presets, time first.
public final class Libtorch {
    private interface Net {
        Tensor forward(Tensor x);
    }

    private Libtorch() {}

    public static void main(String[] args) {
        PeerLoop.answer("2.10.0-1.5.13", args, w -> {
            set_num_threads(Integer.parseInt(args[1]));
            manual_seed(0);
            return w.trains() ? train(w) : w.does().equals("stream") ? stream(w) : infer(w);
        });
    }

    private static Runnable train(PeerLoop.Work w) {
        var parameters = new TensorVector();
        Net net;
        Tensor x;
        Tensor y;
        if (w.cell().equals("lm")) {
            var embedding = new EmbeddingImpl(PeerLoop.WORDS, w.inputs());
            var options = new LSTMOptions(w.inputs(), w.units());
            options.num_layers().put(2);
            var lstm = new LSTMImpl(options);
            var dense = new LinearImpl(w.units(), PeerLoop.WORDS);
            add(parameters, embedding.parameters());
            add(parameters, lstm.parameters());
            add(parameters, dense.parameters());
            net = ids -> dense.forward(lstm.forward(embedding.forward(ids)).get0()).flatten(0, 1);
            x = wholes(PeerLoop.WORDS, w.time(), w.batch());
            y = wholes(PeerLoop.WORDS, w.time() * (long) w.batch());
        } else {
            var layer = layer(w, parameters);
            boolean both = w.cell().equals("bilstm");
            var dense = new LinearImpl(both ? 2L * w.units() : w.units(), PeerLoop.CLASSES);
            add(parameters, dense.parameters());
            net = in -> {
                var out = layer.forward(in);
                var last = out.select(0, w.time() - 1);
                if (both) {
                    last = cat(new TensorVector(last.narrow(1, 0, w.units()),
                            out.select(0, 0).narrow(1, w.units(), w.units())), 1);
                }
                return dense.forward(last);
            };
            x = randn(w.time(), w.batch(), w.inputs());
            x.requires_grad_(true);
            y = wholes(PeerLoop.CLASSES, w.batch());
        }
        var adam = new Adam(parameters, new AdamOptions(1e-3));
        return () -> {
            try (var scope = new PointerScope()) {
                adam.zero_grad();
                if (x.requires_grad() && x.grad().defined()) x.grad().zero_();
                cross_entropy_loss(net.forward(x), y).backward();
                adam.step();
            }
        };
    }

    private static Net layer(PeerLoop.Work w, TensorVector parameters) {
        switch (w.cell()) {
            case "gru" -> {
                var gru = new GRUImpl(w.inputs(), w.units());
                add(parameters, gru.parameters());
                return x -> gru.forward(x).get0();
            }
            case "rnn" -> {
                var rnn = new RNNImpl(w.inputs(), w.units());
                add(parameters, rnn.parameters());
                return x -> rnn.forward(x).get0();
            }
            default -> {
                var options = new LSTMOptions(w.inputs(), w.units());
                options.bidirectional().put(w.cell().equals("bilstm"));
                var lstm = new LSTMImpl(options);
                add(parameters, lstm.parameters());
                return x -> lstm.forward(x).get0();
            }
        }
    }

    private static Runnable infer(PeerLoop.Work w) {
        var layer = layer(w, new TensorVector());
        var x = randn(w.time(), w.batch(), w.inputs());
        return () -> {
            try (var scope = new PointerScope(); var mode = new InferenceMode()) {
                layer.forward(x);
            }
        };
    }

    private static Runnable stream(PeerLoop.Work w) {
        var lstm = new LSTMImpl(w.inputs(), w.units());
        var x = randn(w.time(), w.batch(), w.inputs());
        var h = zeros(1, w.batch(), w.units());
        var c = zeros(1, w.batch(), w.units());
        return () -> {
            try (var scope = new PointerScope(); var mode = new InferenceMode()) {
                var after = lstm.forward(x, new T_TensorTensor_T(h, c)).get1();
                h.copy_(after.get0());
                c.copy_(after.get1());
            }
        };
    }

    private static Tensor wholes(long below, long... sizes) {
        return randint(below, sizes).to(ScalarType.Long);
    }

    private static void add(TensorVector all, TensorVector more) {
        for (long i = 0; i < more.size(); i++) all.push_back(more.get(i));
    }
}
