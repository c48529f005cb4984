package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.features.BuiltInFeatures;
import io.freshet.jobs.rundir.RunFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayCommandTest {
    private static final String HEADER = "user,item,timestamp_ms,value\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    void printsATableWithARowForEachModel() throws IOException {
        assertThat(run("--input", stream().toString(), "--models", "all")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly(
                        "model",
                        "popularity",
                        "decayed-popularity",
                        "knn",
                        "rules",
                        "isgd",
                        "bpr",
                        "own-history",
                        "embedding",
                        "ranker");
    }

    @Test
    void theFiguresAreThoseOfTheDirectory() throws IOException {
        Path run = directory.resolve("run");
        assertThat(run("--input", stream().toString(), "--models", "popularity", "--json", "--out", run.toString()))
                .isZero();

        JsonNode printed = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        JsonNode kept = new ObjectMapper().readTree(Files.readString(run.resolve(RunFiles.METRICS)));
        assertThat(printed.get("model").asText()).isEqualTo("popularity");
        assertThat(printed.get("hr@10")).isEqualTo(kept.at("/models/popularity/all/ALL/hr@10"));
        assertThat(printed.get("digest")).isEqualTo(kept.at("/models/popularity/digest"));
        assertThat(run.resolve(RunFiles.REPORT)).isNotEmptyFile();
    }

    @Test
    void severalLearnersTellWhatTheirLoopCarried() throws IOException {
        assertThat(run(
                        "--input",
                        stream().toString(),
                        "--models",
                        "embedding",
                        "--learners",
                        "2",
                        "--sync",
                        "10",
                        "--json"))
                .isZero();

        JsonNode printed = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(printed.at("/guards/longest_target").asDouble()).isPositive();
        JsonNode loop = printed.get("loop");
        assertThat(loop.get("learners").asInt()).isEqualTo(2);
        assertThat(loop.get("sync").asInt()).isEqualTo(10);
        assertThat(loop.get("rows_published_per_event").asDouble()).isPositive();
        assertThat(loop.has("rows_pushed_per_event"))
                .as("always the same as what is published")
                .isFalse();
    }

    @Test
    void theRankerTellsHowOftenItsSourcesFoundTheItem() throws IOException {
        assertThat(run("--input", stream().toString(), "--models", "ranker", "--json"))
                .isZero();

        JsonNode printed = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(printed.at("/candidates/recall").asDouble()).isBetween(0.01, 1.0);
        assertThat(printed.at("/candidates/failures").asInt()).isZero();
        assertThat(printed.at("/guards/longest_target").asDouble()).isPositive();
    }

    @Test
    void declaredFeaturesAreInTheExplanationsAndInTheManifest() throws IOException {
        Path file = Files.writeString(
                directory.resolve("features.yaml"),
                "features:\n  times: {entity: user_item, aggregation: count}\n"
                        + "  clicks: {entity: user, aggregation: count, events: [clik]}\n");
        Path run = directory.resolve("declared");

        assertThat(run(
                        "--input",
                        stream().toString(),
                        "--variant",
                        "I",
                        "--models",
                        "ranker",
                        "--set",
                        "features.file=" + file,
                        "--out",
                        run.toString()))
                .isZero();
        assertThat(Files.readString(run.resolve("examples.json"))).contains("\"times\"");
        JsonNode manifest = new ObjectMapper().readTree(Files.readString(run.resolve(RunFiles.MANIFEST)));
        List<String> declared = new ArrayList<>();
        manifest.get("declared_features")
                .forEach(each -> declared.add(each.asText().split("#")[0]));
        assertThat(declared)
                .as("what is built in, of which one is replaced, and what is declared besides")
                .hasSize(BuiltInFeatures.whereItemsRepeat().size() + 1)
                .startsWith("times")
                .endsWith("clicks");
        assertThat(err.toString())
                .contains(
                        "freshet: no event is of type clik, which feature clicks looks at; the types are interaction");
    }

    @Test
    void whatRulesBlockIsInNoListAndCounted() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), "rules:\n  recalled:\n    items: [i3]\n");
        Path result = directory.resolve("blocked");
        String input = stream().toString();

        assertThat(run("--input", input, "--models", "ranker", "--rules", rules.toString(), "--json"))
                .isZero();
        JsonNode printed = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(printed.at("/removed/blocked by recalled").asInt()).isPositive();

        assertThat(run(
                        "--input",
                        input,
                        "--variant",
                        "I",
                        "--models",
                        "ranker",
                        "--rules",
                        rules.toString(),
                        "--out",
                        result.toString()))
                .isZero();
        JsonNode users = new ObjectMapper()
                .readTree(result.resolve("examples.json").toFile())
                .path("users");
        List<String> shown = new ArrayList<>();
        users.findValues("lists").forEach(lists -> lists.path("ranker")
                .forEach(item -> shown.add(item.path("item").asText())));
        assertThat(shown).isNotEmpty().doesNotContain("i3");
    }

    @Test
    void anItemOfTheCatalogueIsRankedBeforeItsFirstEvent() throws IOException {
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < 9; item++) {
            items.append("{\"itemId\":\"i" + item + "\",\"content\":[1," + item % 2 + "]}\n");
        }
        Path catalogue = Files.writeString(directory.resolve("items.jsonl"), items);
        for (boolean with : new boolean[] {false, true}) {
            Path result = directory.resolve("with-" + with);
            List<String> arguments = new ArrayList<>(
                    List.of("--input", stream().toString(), "--models", "embedding", "--out", result.toString()));
            arguments.addAll(with ? List.of("--catalogue", catalogue.toString()) : List.of());
            assertThat(run(arguments.toArray(String[]::new))).isZero();
            JsonNode metrics =
                    new ObjectMapper().readTree(result.resolve(RunFiles.METRICS).toFile());
            double found =
                    metrics.at("/models/embedding/slices/item_age/new/hr@10").asDouble(-1);
            assertThat(found > 0).as("found %s", found).isEqualTo(with);
        }
    }

    @Test
    void whatUsersWereShownTeachesTheRankerIfListsAreRemembered() throws IOException {
        String input = stream().toString();
        Path impressions = Files.writeString(
                directory.resolve("shown.jsonl"),
                "{\"recommendationId\":\"l\",\"userId\":\"nobody\",\"itemIds\":[\"i1\"],\"shownMs\":5000}\n");
        assertThat(run(
                        "--input",
                        input,
                        "--variant",
                        "I",
                        "--models",
                        "ranker",
                        "--set",
                        "feedback.lists=2",
                        "--shown",
                        "5",
                        "--impressions",
                        impressions.toString(),
                        "--json"))
                .isZero();
        JsonNode printed = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(printed.at("/lists/clicks").asInt()).isPositive();
        assertThat(printed.at("/lists/steps").asInt()).isPositive();
        assertThat(printed.at("/lists/unknown_lists").asInt()).isEqualTo(1);
    }

    @Test
    void theExamplesOfTheRankerTellWhyEachItemIsThere() throws IOException {
        Path result = directory.resolve("why");
        assertThat(run(
                        "--input",
                        stream().toString(),
                        "--variant",
                        "I",
                        "--models",
                        "embedding,ranker",
                        "--out",
                        result.toString()))
                .isZero();

        JsonNode lists = new ObjectMapper()
                .readTree(result.resolve("examples.json").toFile())
                .at("/users/0/tests/0/lists");
        assertThat(lists.path("ranker")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.at("/why/sources")).isNotEmpty();
            double score = 0;
            for (JsonNode feature : item.at("/why/features")) {
                score += feature.path("value").asDouble()
                        * feature.path("weight").asDouble();
            }
            assertThat(score).isCloseTo(item.at("/why/score").asDouble(), Offset.offset(1e-3));
        });
        assertThat(lists.path("embedding")).isNotEmpty().allSatisfy(item -> assertThat(item.has("why"))
                .isFalse());
        assertThat(Files.readString(result.resolve("report.html"))).contains("found by ");
    }

    @Test
    void theEmbeddingTellsWhatItsGuardsDid() throws IOException {
        assertThat(run(
                        "--input",
                        stream().toString(),
                        "--models",
                        "embedding",
                        "--set",
                        "learner.max-norm=0.25",
                        "--json"))
                .isZero();

        JsonNode guards = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .get("guards");
        for (String reason : List.of("dropped_non_finite", "dropped_exploding", "dropped_rows")) {
            assertThat(guards.get(reason).asInt(-1)).isZero();
        }
        for (String table : List.of("longest_user", "longest_target", "longest_source")) {
            assertThat(guards.get(table).asDouble()).isBetween(0.2, 0.250001);
        }
    }

    @Test
    void theCommandInTheReportGivesTheSameRanksAgain() throws IOException {
        Path first = directory.resolve("first");
        String options = "--models embedding,knn --variant I --from 5 --to 1970-01-01T00:00:55Z --limit 50 --warm-up 9s"
                + " --set learner.dimension=8 --set learner.rate=0.3 --seed 7 --learners 2 --sync 6 --delay 1";
        assertThat(run(arguments("--input " + stream() + " " + options + " --out " + first)))
                .isZero();
        Matcher command = Pattern.compile("\\./freshet replay (--input [^<]*)")
                .matcher(Files.readString(first.resolve(RunFiles.REPORT)));
        assertThat(command.find()).isTrue();

        Path again = directory.resolve("again");
        String line = command.group(1).strip().replace("stream.csv", stream().toString());
        assertThat(run(arguments(line.replace("--out DIR", "--out " + again)))).isZero();

        JsonNode expected = json(first.resolve(RunFiles.METRICS));
        JsonNode metrics = json(again.resolve(RunFiles.METRICS));
        for (String model : List.of("embedding", "knn")) {
            assertThat(metrics.at("/models/" + model + "/digest"))
                    .as(line)
                    .isEqualTo(expected.at("/models/" + model + "/digest"));
        }
        JsonNode manifest = json(again.resolve(RunFiles.MANIFEST));
        assertThat(manifest.get("config"))
                .isEqualTo(json(first.resolve(RunFiles.MANIFEST)).get("config"));
    }

    @Test
    void theSameSeedGivesTheSameRanksAndAnotherSeedOthers() throws IOException {
        String input = stream().toString();
        assertThat(digest("--input", input)).isEqualTo(digest("--input", input, "--seed", "42"));
        assertThat(digest("--input", input)).isNotEqualTo(digest("--input", input, "--seed", "43"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --models svd                | there is no model 'svd': choose from popularity, decayed-popularity, knn, rules, isgd, bpr, own-history, embedding, ranker, or all
                    --min-value 9               | minimum value 9.0 drops all 60 rows of STREAM: choose a lower one
                    --from 2031-01-01           | the range from 2031-01-01T00:00:00Z holds none of the 60 rows of STREAM, which go from 1970-01-01T00:00:01Z to 1970-01-01T00:01:00Z: choose one that meets them
                    --from later                | --from 'later' is no time: give a date such as 2019-11-24 (UTC), an instant such as 2019-11-24T15:00:00Z, or milliseconds since 1970
                    --warm-up soon              | Invalid value for option '--warm-up': warm-up 'soon' is neither a number of events nor a duration: write 10000, 90s, 12h or 30d (see freshet replay --help)
                    --trec                      | --trec needs --out: give one or leave the other out (see freshet replay --help)
                    --out .                     | --out . exists: name a new one, or remove that one (see freshet replay --help)
                    --rules nowhere.yaml        | --rules nowhere.yaml is no file that can be read: check its name and rights (see freshet replay --help)
                    --shown 5                   | what was shown teaches nothing where no list is remembered: set feedback.lists to 1 or more, or leave out --impressions and --shown (see freshet replay --help)
                    --shown 500                 | --shown 500 must be 0 to 100: rankings end there (see freshet replay --help)
                    --impressions nowhere.json  | --impressions nowhere.json is no file that can be read: check its name and rights (see freshet replay --help)
                    --threads 0                 | --threads 0 must be 1 to 1000: more than there are cores is no faster (see freshet replay --help)
                    --learners 0                | --learners is 0: set it between 1 and 1000, each holds all items (see freshet replay --help)
                    --learners 2 --delay -1     | --delay is -1: set it to 0 events or more (see freshet replay --help)
                    --sync 5                    | --sync 5 needs --learners: give one or leave the other out (see freshet replay --help)
                    --engine flink --mode S     | --engine flink cannot go with --mode S: the live job tests groups, use --mode G (see freshet replay --help)
                    --kafka localhost:1         | --kafka localhost:1 needs --topic: give one or leave the other out (see freshet replay --help)
                    """)
    void whatCannotBeDoneIsOneLineAndStatusTwo(String options, String message) throws IOException {
        Path stream = stream();
        List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
        if (!options.contains("--kafka")) {
            arguments.addAll(List.of("--input", stream.toString()));
        }

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("freshet: " + message.replace("STREAM", stream.toString()));
    }

    @Test
    void anInputThatCannotBeReadIsOneLineAndStatusTwo() throws IOException {
        refuses(HEADER, " has no rows: give one with at least one");
        refuses("", " is empty: give a CSV file with the columns user, item, timestamp_ms and value");
        refuses("who,item,timestamp_ms,value\n1,2,3,4\n", "and it has no column 'user'");
        refuses(HEADER + "1,2,3000,4\n1,3,1000,4\n", " goes back in time at line 3, from 3000 ");
        refuses(
                HEADER + "1,2,3000,4\n2,3,3000,4\n1,4,3000,4\n",
                " returns at line 4 to user '1' of the same time 3000 ");
        refuses(
                HEADER + "1,2,3000,4\n".repeat(150) + "1,2,x,4\n".repeat(3),
                "are damaged, more than 1 %; the first: line 152");
        assertThat(run("--input", directory.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is no file that can be read");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no input: name a file with --input");
    }

    @Test
    void aFewDamagedRowsAreCountedAndPassedOver() throws IOException {
        Path run = directory.resolve("run");
        Path file = Files.writeString(directory.resolve("few.csv"), Files.readString(stream()) + "1,2,soon,4\n");

        assertThat(run("--input", file.toString(), "--models", "popularity", "--out", run.toString()))
                .isZero();

        assertThat(err.toString().strip())
                .isEqualTo(
                        "freshet: 1 damaged rows were left out, the first: line 62: timestamp_ms is no time: 'soon'");
        JsonNode input = new ObjectMapper()
                .readTree(Files.readString(run.resolve(RunFiles.MANIFEST)))
                .get("input");
        assertThat(input.get("damaged_rows").asInt()).isEqualTo(1);
        assertThat(input.get("events").asInt()).isEqualTo(60);
    }

    private static String[] arguments(String line) {
        return line.split(" ", -1);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private void refuses(String content, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("input.csv"), content);
        err.getBuffer().setLength(0);
        assertThat(run("--input", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("freshet: ").contains(reason).containsOnlyOnce("\n");
    }

    private String digest(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--models", "embedding", "--json"));
        assertThat(run(all.toArray(String[]::new))).isZero();
        return new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .get("digest")
                .asText();
    }

    /** Six users who walk round nine items at different paces. */
    private Path stream() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int n = 0; n < 60; n++) {
            int user = n % 6;
            rows.append("u" + user + ",i" + (user + n / 6 * (1 + user % 2)) % 9 + "," + (n + 1) * 1000 + ",5\n");
        }
        return Files.writeString(directory.resolve("stream.csv"), rows);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new EngineParts(), stream)
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
