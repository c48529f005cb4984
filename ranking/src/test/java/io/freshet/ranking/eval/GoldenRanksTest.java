package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.baseline.BaselineConfig;
import io.freshet.ranking.baseline.KnnConfig;
import io.freshet.ranking.baseline.RulesConfig;
import io.freshet.schemas.Interaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MovieLens 100K, ratings of 4 and more: ranks and averages as another program computed them. */
final class GoldenRanksTest {
    private static final float POSITIVE = 4f;
    private static final BaselineConfig CONFIG = new BaselineConfig(
            BaselineConfig.DEFAULTS.decayedPopularity(),
            new KnnConfig(5, 1),
            new RulesConfig(10, 3),
            BaselineConfig.DEFAULTS.isgd(),
            BaselineConfig.DEFAULTS.bpr(),
            BaselineConfig.DEFAULTS.ownHistory());

    @ParameterizedTest(name = "mode {1}, variant {2}")
    @CsvSource({"0, S, X", "0, S, I", "1, G, X", "1, G, I"})
    void popularityMatchesEveryLineOfTheGoldenFile(int group, Mode mode, Variant variant) throws IOException {
        List<String> expected = goldenRanks("pop_g" + group, variant);
        List<String> actual = Tested.lines(plan -> model(Baseline.POPULARITY, plan), mode, variant, stream());

        assertThat(actual).hasSizeGreaterThan(10_000).hasSameSizeAs(expected);
        for (int line = 0; line < expected.size(); line++) {
            assertThat(actual.get(line)).isEqualTo(expected.get(line));
        }
    }

    /** Single ranks differ where that program's float sums come near each other. */
    @ParameterizedTest(name = "{0}, mode {3}, variant {4}")
    @CsvSource({
        "KNN, knn_h_5, 0, S, X, 0.99",
        "KNN, knn_h_5, 0, S, I, 0.99",
        "KNN, knn_h_5, 1, G, X, 0.99",
        "KNN, knn_h_5, 1, G, I, 0.99",
        "RULES, sr_st_10_h_3, 0, S, X, 0.91",
        "RULES, sr_st_10_h_3, 0, S, I, 0.91",
        "RULES, sr_st_10_h_3, 1, G, X, 0.91",
        "RULES, sr_st_10_h_3, 1, G, I, 0.91"
    })
    void averagesMatchTheGoldenFileAndSoDoMostRanks(
            Baseline baseline, String file, int group, Mode mode, Variant variant, double equal) throws IOException {
        TestPlan plan = new TestPlan(Tested.stream(stream()), mode, variant, 0);
        List<String> lines = new ArrayList<>();
        Ranks ranks = Tested.run(any -> model(baseline, plan), plan, new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                if (knownUser) {
                    lines.add(Tested.line(event, variant, rank));
                }
            }
        });
        Summary summary = new Summary(ranks);

        String name = file + "_g" + group;
        assertGolden(summary.of(Window.all(plan), Population.ALL), name, variant, "all");
        assertGolden(summary.of(Window.lastTenth(plan), Population.ALL), name, variant, "last10");
        List<String> expected = goldenRanks(name, variant);
        assertThat(lines).hasSameSizeAs(expected);
        long same = 0;
        for (int line = 0; line < expected.size(); line++) {
            same += lines.get(line).equals(expected.get(line)) ? 1 : 0;
        }
        assertThat((double) same / expected.size()).isGreaterThan(equal);
    }

    private static PrequentialModel model(Baseline baseline, TestPlan plan) {
        return baseline.create(CONFIG, 42, plan.variant());
    }

    private static void assertGolden(Accuracy actual, String name, Variant variant, String window) throws IOException {
        Pattern pattern = Pattern.compile(
                "\t" + variant + "\t" + window + "\tn=(\\d+) .*?HR@10 ([.\\d]+)\tNDCG@10 ([.\\d]+)\tMRR@10 ([.\\d]+)");
        Matcher golden = pattern.matcher(Files.readString(shared().resolve("golden/ml100k4_" + name + ".txt")));
        assertThat(golden.find()).as("%s %s in %s", variant, window, name).isTrue();
        assertThat(actual.events()).isEqualTo(Long.parseLong(golden.group(1)));
        assertThat(actual.hitRate()).isCloseTo(Double.parseDouble(golden.group(2)), within(0.0005));
        assertThat(actual.ndcg()).isCloseTo(Double.parseDouble(golden.group(3)), within(0.0005));
        assertThat(actual.reciprocalRank()).isCloseTo(Double.parseDouble(golden.group(4)), within(0.0005));
    }

    private static List<String> goldenRanks(String name, Variant variant) throws IOException {
        return readLines(shared().resolve("golden/ml100k4_" + name + ".ranks.gz")).stream()
                .filter(line -> line.split("\t", -1)[3].equals(variant.name()))
                .toList();
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

    private static List<Interaction> stream() throws IOException {
        List<String> rows = readLines(shared().resolve("data/ml100k/interactions.csv.gz"));
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
