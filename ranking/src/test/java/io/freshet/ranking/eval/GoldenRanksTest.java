package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ranking.baseline.Baselines;
import io.freshet.schemas.Interaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MovieLens 100K, ratings of 4 and more: the rank of every tested event as another program computed it. */
final class GoldenRanksTest {
    private static final float POSITIVE = 4f;

    @ParameterizedTest(name = "mode {1}, variant {2}")
    @CsvSource({"0, S, X", "0, S, I", "1, G, X", "1, G, I"})
    void popularityMatchesEveryLineOfTheGoldenFile(int group, Mode mode, Variant variant) throws IOException {
        Path shared = shared();
        List<String> expected = readLines(shared.resolve("golden/ml100k4_pop_g" + group + ".ranks.gz")).stream()
                .filter(line -> line.split("\t", -1)[3].equals(variant.name()))
                .toList();
        List<Interaction> stream = stream(readLines(shared.resolve("data/ml100k/interactions.csv.gz")));

        List<String> actual = Tested.lines(plan -> Baselines.popularity(plan.variant()), mode, variant, stream);

        assertThat(actual).hasSizeGreaterThan(10_000).hasSameSizeAs(expected);
        for (int line = 0; line < expected.size(); line++) {
            assertThat(actual.get(line)).isEqualTo(expected.get(line));
        }
    }

    /** The directory with data and golden files beside the repository, where there is one. */
    private static Path shared() {
        for (Path at = Path.of("").toAbsolutePath(); at.getParent() != null; at = at.getParent()) {
            Path shared = at.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("golden")) && Files.isDirectory(shared.resolve("data/ml100k"))) {
                return shared;
            }
        }
        return Assumptions.abort("skipped: no directory shared/ with golden/ and data/ml100k/ beside the repository");
    }

    private static List<String> readLines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static List<Interaction> stream(List<String> rows) {
        List<Interaction> stream = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            if (Float.parseFloat(fields[3]) >= POSITIVE) {
                String eventId = Integer.toString(stream.size());
                stream.add(Interaction.of(eventId, fields[0], fields[1], 1f, Long.parseLong(fields[2])));
            }
        }
        return stream;
    }
}
