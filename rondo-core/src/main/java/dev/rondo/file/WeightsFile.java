package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.nn.Weights;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The weights of a model alone, as safetensors: Keras's `model.save_weights` and `model.load_weights`, PyTorch's
/// `torch.save(model.state_dict())`. What layers there are is not in the file, so it is loaded into a model that was made
/// and built in the same way.
public final class WeightsFile {
    private WeightsFile() {}

    /// Saves; a file that is there already is replaced in one step, or stays if this throws.
    public static void save(Weights weights, Path path) {
        AtomicFile.write(path, out -> Safetensors.write(weights.asMap(), out));
    }

    /// All weights of a file by their names, whatever model they are of: to look at, or for
    /// `model.weights().setMatching(WeightsFile.load(path))`, Keras's `load_weights(path, skip_mismatch=True)`.
    ///
    /// @throws ModelFileException if the file is damaged
    public static Weights load(Path path) {
        return Weights.of(read(path, Safetensors::read));
    }

    /// Puts the numbers of the file into these weights, such as `model.weights()`. Names and shapes have to be the same.
    ///
    /// @throws ModelFileException if they are not, or if the file is damaged; then no weight has changed
    public static void load(Weights weights, Path path) {
        var shapes = new LinkedHashMap<String, Shape>();
        weights.asMap().forEach((name, w) -> shapes.put(name, w.shape()));
        read(path, (in, size) -> Safetensors.read(in, size, shapes)).forEach(weights::set);
    }

    private interface Reader {
        Map<String, Tensor> read(InputStream in, long size) throws IOException;
    }

    private static Map<String, Tensor> read(Path path, Reader reader) {
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            return reader.read(in, Files.size(path));
        } catch (NoSuchFileException e) {
            throw new ModelFileException("load %s: there is no such file; is the path right?".formatted(path), e);
        } catch (IOException e) {
            throw new ModelFileException("load %s: cannot be read: %s".formatted(path,
                    e instanceof AccessDeniedException ? "permission denied" : e.getMessage()), e);
        } catch (ModelFileException e) {
            throw new ModelFileException("load %s: %s".formatted(path, e.getMessage()), e);
        }
    }
}
