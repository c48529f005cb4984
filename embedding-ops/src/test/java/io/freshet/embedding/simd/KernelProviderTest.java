package io.freshet.embedding.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.EngineDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice is made once per JVM, so every case but the present one needs a JVM of its own. */
final class KernelProviderTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final String PROVIDER_WARNING = "WARN io.freshet.embedding.simd.KernelProvider";

    private final Path directory;

    KernelProviderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {16, 32, 64})
    void theWidthOfTheRegistersDoesNotShowInAnyBit(int bytes) throws Exception {
        Run run = run(MODULE, "-XX:MaxVectorSize=" + bytes);

        assertThat(run.exit).isZero();
        assertThat(run.kernels()).startsWith("vector-");
        assertThat(Integer.parseInt(run.kernels().substring("vector-".length())))
                .isLessThanOrEqualTo(bytes * Byte.SIZE);
        assertThat(run.digest()).isEqualTo(EngineDigest.compute());
        assertThat(run.err).doesNotContain(PROVIDER_WARNING);
    }

    @Test
    void sixteenByteRegistersAreReallyNarrower() throws Exception {
        assertThat(run(MODULE, "-XX:MaxVectorSize=16").kernels()).isEqualTo("vector-128");
    }

    @Test
    void withoutTheModuleItFallsBackToScalarAndWarnsOnceNamingTheFlag() throws Exception {
        Run run = run();

        assertThat(run.exit).isZero();
        assertThat(run.kernels()).isEqualTo("scalar");
        assertThat(run.digest()).isEqualTo(EngineDigest.compute());
        assertThat(run.err.lines().filter(line -> line.contains(PROVIDER_WARNING)))
                .singleElement()
                .asString()
                .contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void scalarCanBeAskedForWithoutAWarning() throws Exception {
        Run run = run(MODULE, "-Dfreshet.simd=scalar");

        assertThat(run.kernels()).isEqualTo("scalar");
        assertThat(run.digest()).isEqualTo(EngineDigest.compute());
        assertThat(run.err).doesNotContain(PROVIDER_WARNING);
    }

    @Test
    void vectorWithoutTheModuleFailsAndNamesTheFlag() throws Exception {
        Run run = run("-Dfreshet.simd=vector");

        assertThat(run.exit).isNotZero();
        assertThat(run.err)
                .contains("SIMD kernels cannot be loaded: start the JVM with --add-modules"
                        + " jdk.incubator.vector, or pass -Dfreshet.simd=scalar");
    }

    @Test
    void anUnknownChoiceIsRefused() throws Exception {
        Run run = run(MODULE, "-Dfreshet.simd=gpu");

        assertThat(run.exit).isNotZero();
        assertThat(run.err).contains("-Dfreshet.simd=gpu is unknown: use scalar or vector, or leave it out");
    }

    @Test
    void withoutFusedMultiplyAddItIsScalarAndWarnsThatResultsDiffer() throws Exception {
        Assumptions.assumeTrue(FusedMultiplyAdd.AVAILABLE, "this CPU has no fused multiply-add to switch off");

        Run run = run(MODULE, "-XX:-UseFMA");

        assertThat(run.kernels()).isEqualTo("scalar");
        assertThat(run.err.lines().filter(line -> line.contains(PROVIDER_WARNING)))
                .singleElement()
                .asString()
                .contains("results differ");
    }

    private Run run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineDigest.class.getName()));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        int exit = builder.start().waitFor();
        return new Run(exit, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private record Run(int exit, String out, String err) {
        /** The last line that was printed: what ran and its digest. */
        private String[] result() {
            String[] lines = out.strip().split("\n", -1);
            return lines[lines.length - 1].split(" ", -1);
        }

        String kernels() {
            return result()[0];
        }

        String digest() {
            return result()[1];
        }
    }
}
