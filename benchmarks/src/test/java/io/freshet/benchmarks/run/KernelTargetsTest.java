package io.freshet.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.report.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

final class KernelTargetsTest {

    @Test
    void noTwoTargetsHaveTheSameName() {
        assertThat(KernelTargets.all())
                .flatExtracting(Experiment::targets)
                .extracting(Target::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachExperimentIsABenchmarkWithTheseParameters() throws ClassNotFoundException {
        for (Experiment experiment : KernelTargets.all()) {
            Class<?> duel = Class.forName("io.freshet.benchmarks.kernels." + experiment.duel());
            List<String> parameters = Stream.of(duel.getFields())
                    .filter(field -> field.isAnnotationPresent(Param.class))
                    .map(field -> field.getName())
                    .toList();
            assertThat(parameters)
                    .as(experiment.duel())
                    .containsExactlyInAnyOrderElementsOf(experiment.parameters().keySet());
        }
    }
}
