package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The ranks of a model are the same in every JVM; kernels are chosen once in each, so every case needs its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModelDigestsTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    private final Path directory;
    private final List<String> here = ModelDigests.compute();

    ModelDigestsTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
    }

    @Test
    void everyModelHasADigestOfItsOwn() {
        assertThat(here).hasSize(ReplayModels.NAMES.size() + 1).doesNotHaveDuplicates();
        assertThat(here).allMatch(line -> line.matches("[a-z-]+ [0-9a-f]{64}"));
        assertThat(here.stream().map(line -> line.split(" ")[1]).distinct()).hasSameSizeAs(here);
    }

    @Test
    void scalarKernelsGiveTheSameRanks() throws Exception {
        Output scalar = run(THIS_JDK, MODULE, "-Dfreshet.simd=scalar");

        assertThat(scalar.kernels()).isEqualTo("scalar");
        assertThat(scalar.digests()).isEqualTo(here);
    }

    @Test
    void narrowRegistersGiveTheSameRanks() throws Exception {
        assertThat(run(THIS_JDK, MODULE, "-XX:MaxVectorSize=16").digests()).isEqualTo(here);
    }

    @Test
    void aJvmWithoutTheVectorModuleGivesTheSameRanks() throws Exception {
        Output without = run(THIS_JDK);

        assertThat(without.kernels()).isEqualTo("scalar");
        assertThat(without.digests()).isEqualTo(here);
    }

    @Test
    void anotherJdkGivesTheSameRanks() throws Exception {
        Optional<Path> other = OtherJdk.home();
        Assumptions.assumeTrue(other.isPresent(), OtherJdk.absence());

        assertThat(run(other.orElseThrow(), MODULE).digests()).isEqualTo(here);
    }

    private Output run(Path jdk, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ModelDigests.class.getName()));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        int exit = builder.start().waitFor();
        assertThat(exit).as(() -> command + " said " + read(err)).isZero();
        return new Output(read(out).lines().toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Output(List<String> lines) {
        String kernels() {
            return values("kernels=").get(0);
        }

        List<String> digests() {
            return values("digest=");
        }

        /** Libraries may print lines of their own. */
        private List<String> values(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()))
                    .toList();
        }
    }
}
