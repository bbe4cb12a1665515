package dev.rondo.file;

import dev.rondo.ModelFileException;
import dev.rondo.nn.States;
import dev.rondo.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Saves what recurrent layers carry, so that a stream goes on after a restart: a safetensors file with a tensor a state,
/// `lstm/0` being the first state of the layer `lstm`.
///
/// ```java
/// StatesFile.save(stream.states(), path);
/// stream.states(StatesFile.load(path));
/// ```
public final class StatesFile {
    private StatesFile() {}

    /// Saves; a file that is there already is replaced in one step, or stays if this throws.
    public static void save(States states, Path path) {
        AtomicFile.write(path, out -> Safetensors.write(byName(states), out));
    }

    /// Loads what [#save] wrote. Throws a [ModelFileException] if the file is none, or damaged.
    public static States load(Path path) {
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            return of(Safetensors.read(in, Files.size(path)));
        } catch (ModelFileException e) {
            throw new ModelFileException("load %s: %s".formatted(path, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new ModelFileException("load %s: there is no such file; is the path right?".formatted(path), e);
        } catch (IOException e) {
            throw new ModelFileException("load %s: cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    static Map<String, Tensor> byName(States states) {
        var tensors = new LinkedHashMap<String, Tensor>();
        states.byLayer().forEach((layer, parts) -> {
            for (int i = 0; i < parts.size(); i++) tensors.put(layer + "/" + i, parts.get(i));
        });
        return tensors;
    }

    /// The way back of [#byName]. Throws if a name is that of no state.
    static States of(Map<String, Tensor> byName) {
        var byLayer = new LinkedHashMap<String, List<Tensor>>();
        byName.forEach((name, tensor) -> {
            int cut = name.lastIndexOf('/');
            var parts = byLayer.computeIfAbsent(name.substring(0, Math.max(0, cut)), _ -> new ArrayList<>());
            if (cut < 1 || !name.substring(cut + 1).equals(String.valueOf(parts.size()))) {
                throw new ModelFileException("\"%s\" is no state of a layer".formatted(name));
            }
            parts.add(tensor);
        });
        return new States(byLayer);
    }
}
