package dev.rondo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The classes of Rondo that implement an interface, so that a new file is tested although no test names it.
public final class Discover {
    private Discover() {}

    /// All concrete classes, sorted by name.
    public static List<String> implementing(Class<?> type) {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.rondo")
                .stream().filter(c -> c.isAssignableTo(type) && !c.isInterface())
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)).map(JavaClass::getName).sorted()
                .toList();
    }

    /// Fails if there is a class that none of the tested instances is of: somebody wrote one and no test will run it.
    /// Classes of the packages `elsewhere` are tested in another place.
    public static void assertNoneForgotten(Class<?> type, Collection<?> tested, String... elsewhere) {
        var wanted = implementing(type).stream().filter(c -> Stream.of(elsewhere).noneMatch(e -> c.startsWith(e + ".")))
                .toList();
        assertThat(tested.stream().map(x -> x.getClass().getName()).distinct()).as("instances of each %s", type)
                .containsAll(wanted);
    }
}
