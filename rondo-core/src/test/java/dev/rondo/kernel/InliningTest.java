package dev.rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Long vector formulas must not be inlined: past its budget for one method the JIT compiler leaves vectors on the heap, and
/// which caller gets there depends on timing. It never inlines a method of more than 325 bytes (`FreqInlineSize`).
class InliningTest {
    @ParameterizedTest
    @ValueSource(strings = {"Tiles.t6", "Tiles.t4", "Tiles.t2", "Tiles.t1x8", "Curves.tanh", "Curves.exp",
            "Transpose.blocks"})
    void methodsOfManyVectorOperationsAreTooLongToBeInlined(String prefix) throws IOException {
        String type = prefix.substring(0, prefix.indexOf('.'));
        try (InputStream in = Objects.requireNonNull(Kernels.class.getResourceAsStream(type + ".class"))) {
            var methods = ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(m -> (type + "." + m.methodName().stringValue()).startsWith(prefix)).toList();
            assertThat(methods).isNotEmpty().allSatisfy(m -> assertThat(length(m)).isGreaterThan(325));
        }
    }

    private static int length(MethodModel method) {
        return method.findAttribute(Attributes.code()).orElseThrow().codeLength();
    }
}
