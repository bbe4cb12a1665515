package dev.rondo;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/// One direction, nothing points back.
@AnalyzeClasses(packages = "dev.rondo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ORDER = {"kernel", "tensor", "op", "nn", "scan", "cell", "layer", "model", "train",
            "file"};

    /// Each package may use those before it; `data` stands beside `scan` and may be used from `train` on.
    @ArchTest
    static final ArchRule oneDirection = oneDirection();

    private static ArchRule oneDirection() {
        var house = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("dev.rondo..")
                .layer("ground").definedBy("dev.rondo").layer("data").definedBy("dev.rondo.data..");
        for (var name : ORDER) house = house.optionalLayer(name).definedBy("dev.rondo." + name + "..");
        for (int i = 0; i < ORDER.length; i++) {
            var below = Arrays.copyOf(ORDER, i + 2);
            System.arraycopy(ORDER, 0, below, 2, i);
            below[0] = "ground";
            below[1] = i >= 8 ? "data" : "ground";
            house = house.whereLayer(ORDER[i]).mayOnlyAccessLayers(below);
        }
        return house.whereLayer("data").mayOnlyAccessLayers("ground", "kernel", "tensor", "op", "nn")
                .whereLayer("ground").mayNotAccessAnyLayer();
    }

    @ArchTest
    static final ArchRule vectorsOnlyInKernels = noClasses().that().resideOutsideOfPackage("dev.rondo.kernel")
            .should().dependOnClassesThat().resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.rondo.(**)").should().beFreeOfCycles();
}
