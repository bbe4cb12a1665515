import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/// Deeplearning4j: `fit` on one batch, `output` and `rnnTimeStep`.
public final class Dl4j {
    private Dl4j() {}

    public static void main(String[] args) {
        PeerLoop.answer("1.0.0-M2.1", args, w -> w.trains() ? train(w) : infer(w));
    }

    private static Runnable train(PeerLoop.Work w) {
        if (w.cell().equals("lm")) throw w.unsupported("left out: targets of 10,000 classes are one-hot there");
        var layer = layer(w);
        var output = new OutputLayer.Builder(LossFunction.MCXENT).nOut(PeerLoop.CLASSES).activation(Activation.SOFTMAX)
                .build();
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(0).updater(new Adam(1e-3)).list()
                .layer(new LastTimeStep(layer)).layer(output)
                .setInputType(InputType.recurrent(w.inputs(), w.time())).build());
        net.init();
        var x = Nd4j.randn(w.batch(), w.inputs(), w.time());
        var y = Nd4j.zeros(w.batch(), PeerLoop.CLASSES);
        for (int i = 0; i < w.batch(); i++) y.putScalar(i, i % PeerLoop.CLASSES, 1);
        return () -> net.fit(x, y);
    }

    private static Runnable infer(PeerLoop.Work w) {
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(0).list().layer(layer(w))
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build())
                .setInputType(InputType.recurrent(w.inputs(), w.time())).build());
        net.init();
        INDArray x = Nd4j.randn(w.batch(), w.inputs(), w.time());
        if (w.does().equals("stream")) return () -> net.rnnTimeStep(x);
        return () -> net.output(x, false);
    }

    private static Layer layer(PeerLoop.Work w) {
        return switch (w.cell()) {
            case "lstm" -> new LSTM.Builder().nOut(w.units()).activation(Activation.TANH).build();
            case "bilstm" -> new Bidirectional(Bidirectional.Mode.CONCAT,
                    new LSTM.Builder().nOut(w.units()).activation(Activation.TANH).build());
            case "rnn" -> new SimpleRnn.Builder().nOut(w.units()).activation(Activation.TANH).build();
            default -> throw w.unsupported("it has no such layer");
        };
    }
}
