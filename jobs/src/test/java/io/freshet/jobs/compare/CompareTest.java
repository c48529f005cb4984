package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedding.SplitMix64;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.RunFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    private static final int USERS = 50;
    private static final int EVENTS = 4_000;

    @TempDir
    private Path dir;

    @Test
    void theBetterRunIsNamedWithItsLeadAndWhereItHasIt() throws IOException {
        Path run = random("rules", "embedding", 0.1, 0.3).write(dir.resolve("run"));
        JsonNode found =
                compare(run + ":rules", run + ":embedding").path("comparisons").get(0);

        JsonNode figures = found.at("/metrics/hr@10");
        assertThat(found.at("/verdict/outcome").asText()).isEqualTo("better");
        assertThat(figures.path("low").asDouble()).isPositive();
        assertThat(found.at("/verdict/text").asText())
                .startsWith("embedding is better than rules: HR@10 0.")
                .contains("95 % interval over users [+0.")
                .contains("p ≤ 0.00")
                .contains("after Holm over 4 tests.")
                .contains("embedding leads in 39 of 39 windows")
                .contains(" by McNemar's test, which takes events as independent), rules in 0 (0).")
                .contains("embedding wins with");
        assertThat(found.at("/windows/list").size()).isEqualTo(39);
    }

    @Test
    void seenFromTheOtherSideEverythingIsReversed() throws IOException {
        Path run = random("rules", "embedding", 0.1, 0.3).write(dir.resolve("run"));
        JsonNode forth =
                compare(run + ":rules", run + ":embedding").path("comparisons").get(0);
        JsonNode back =
                compare(run + ":embedding", run + ":rules").path("comparisons").get(0);

        assertThat(back.at("/verdict/outcome").asText()).isEqualTo("worse");
        assertThat(back.at("/verdict/text").asText())
                .startsWith("rules is worse than embedding: ")
                .contains("embedding leads in 39 of 39 windows");
        for (Metric metric : Metric.values()) {
            String path = "/metrics/" + metric.label();
            assertThat(back.at(path).path("low").asDouble())
                    .isEqualTo(-forth.at(path).path("high").asDouble(), within(1e-12));
        }
    }

    @Test
    void theFiguresOfASmallRunCanBeCheckedByHand() throws IOException {
        Path run = new RunFixture("a", "b")
                .tested("u", 1, 1)
                .tested("u", 0, 3)
                .tested("v", 11, 10)
                .tested("v", 2, 101)
                .write(dir.resolve("run"));
        JsonNode metrics = compare(run + ":a", run + ":b").at("/comparisons/0/metrics");

        figures(metrics.path("hr@10"), 2 / 4.0, 3 / 4.0);
        figures(metrics.path("hr@100"), 3 / 4.0, 3 / 4.0);
        figures(metrics.path("mrr@10"), (1 + 1 / 2.0) / 4, (1 + 1 / 3.0 + 1 / 10.0) / 4);
        figures(
                metrics.path("ndcg@10"),
                (1 + Math.log(2) / Math.log(3)) / 4,
                (1 + 0.5 + Math.log(2) / Math.log(11)) / 4);
        assertThat(metrics.at("/hr@10/relative").asDouble()).isEqualTo(0.5, within(1e-12));
        assertThat(metrics.at("/hr@10/mcnemar/only_run").asInt()).isEqualTo(2);
        assertThat(metrics.at("/hr@10/mcnemar/only_reference").asInt()).isEqualTo(1);
        assertThat(metrics.at("/hr@10/mcnemar/p").asDouble()).isEqualTo(1);
        assertThat(metrics.at("/ndcg@10").has("mcnemar")).isFalse();
    }

    @Test
    void aRunThatIsComparedWithItselfDoesNotDiffer() throws IOException {
        Path run = random("a", "b", 0.2, 0.2).write(dir.resolve("run"));
        JsonNode found = compare(run + ":a", run + ":a").path("comparisons").get(0);

        assertThat(found.at("/run/label").asText()).isEqualTo(run + ":a (2)");
        assertThat(found.at("/verdict/outcome").asText()).isEqualTo("undecided");
        assertThat(found.at("/verdict/text").asText())
                .startsWith("no difference can be shown between ")
                .contains("+0.0000")
                .contains("p = 1.0000")
                .contains("No user's average differs.");
    }

    @Test
    void ofAnUndecidedComparisonTheSmallestDifferenceIsToldThatWouldHaveBeenFound() throws IOException {
        Path run = random("a", "b", 0.2, 0.2).write(dir.resolve("run"));
        JsonNode found = compare(run + ":a", run + ":b").path("comparisons").get(0);

        double error = found.at("/metrics/hr@10/standard_error").asDouble();
        // z of 0.05 / 4 / 2 is 2.4977, of 0.8 is 0.8416
        assertThat(found.at("/verdict/smallest_difference").asDouble()).isEqualTo(3.3393 * error, within(1e-4 * error));
        assertThat(found.at("/verdict/outcome").asText()).isEqualTo("undecided");
        assertThat(found.at("/verdict/text").asText()).contains("with a chance of 80 % is 0.0");
    }

    @Test
    void aLeadThatOneUserMakesIsNotADifferenceHoweverSureMcNemarsTestIs() throws IOException {
        RunFixture fixture = new RunFixture("a", "b");
        for (int event = 0; event < 400; event++) {
            boolean whale = event % 4 == 0;
            fixture.tested(whale ? "whale" : "u" + event % 30, 50, whale ? 1 : 50);
        }
        JsonNode found = compare(fixture.write(dir.resolve("run")) + ":a", dir.resolve("run") + ":b")
                .path("comparisons")
                .get(0);

        assertThat(found.at("/metrics/hr@10/difference").asDouble()).isEqualTo(0.25);
        assertThat(found.at("/metrics/hr@10/mcnemar/p").asDouble()).isLessThan(1e-20);
        assertThat(found.at("/metrics/hr@10/low").asDouble()).isZero();
        assertThat(found.at("/verdict/outcome").asText()).isEqualTo("undecided");
    }

    @Test
    void fiveUsersAreTooFewEvenIfAllAgreeAndTwentyAreNot() throws IOException {
        RunFixture five = new RunFixture("a", "b");
        RunFixture twenty = new RunFixture("a", "b");
        for (int event = 0; event < 400; event++) {
            five.tested("u" + event % 5, 50, 1);
            twenty.tested("u" + event % 20, 50, 1);
        }
        String few = five.write(dir.resolve("five")).toString();
        String many = twenty.write(dir.resolve("twenty")).toString();
        JsonNode undecided = compare(few + ":a", few + ":b").path("comparisons").get(0);

        assertThat(undecided.at("/metrics/hr@10/p").asDouble()).isEqualTo(1 / 16.0);
        assertThat(undecided.at("/verdict/text").asText()).contains("too few users fare differently");
        assertThat(undecided.at("/verdict/outcome").asText()).isEqualTo("undecided");
        assertThat(compare(many + ":a", many + ":b")
                        .at("/comparisons/0/verdict/outcome")
                        .asText())
                .isEqualTo("better");
    }

    @Test
    void slicesTellWhereTheBetterRunLoses() throws IOException {
        RunFixture fixture = new RunFixture("a", "b");
        for (int event = 0; event < 3_000; event++) {
            String user = "u" + event % 60;
            if (event % 10 == 0) {
                fixture.tested(event, user, 0, "", 0, 0);
            } else if (event % 3 == 0) {
                fixture.tested(event, user, 2, "5", event % 2 == 0 ? 1 : 20, 20);
            } else {
                fixture.tested(event, user, 10, "2592000000", 20, event % 2 == 0 ? 1 : 20);
            }
        }
        Path run = fixture.write(dir.resolve("run"));
        JsonNode found = compare(run + ":a", run + ":b").path("comparisons").get(0);

        assertThat(found.at("/verdict/text").asText())
                .contains("b wins with ")
                .contains("users with 10+ events (+0.")
                .contains("items known for 30 days or more (+0.")
                .contains("a wins with ")
                .contains("users with 1-2 events (+0.");
        JsonNode unknown = found.at("/slices/0");
        assertThat(unknown.path("slice").asText()).isEqualTo("unknown");
        assertThat(unknown.path("n").asInt()).isEqualTo(300);
        assertThat(unknown.path("p").isNull()).isTrue();
        assertThat(found.at("/slices/1/family").asInt())
                .as("slices that are tested")
                .isEqualTo(4);
    }

    @Test
    void severalRunsAreOneFamily() throws IOException {
        Path run = random("a", "b", 0.2, 0.2).write(dir.resolve("run"));
        Path other = random("a", "b", 0.2, 0.2).write(dir.resolve("other"));
        JsonNode root = compare(run + ":a", run + ":b", other + ":b");

        assertThat(root.at("/comparisons/0/metrics/hr@10/family").asInt()).isEqualTo(8);
        assertThat(root.at("/comparisons/1/run/label").asText()).isEqualTo(other + ":b");
        assertThat(root.at("/comparisons/1/metrics/hr@10/p_holm").asDouble())
                .isGreaterThanOrEqualTo(
                        root.at("/comparisons/1/metrics/hr@10/p").asDouble());
    }

    @Test
    void theSameSeedGivesTheSameReport() throws IOException {
        Path run = random("a", "b", 0.2, 0.23).write(dir.resolve("run"));
        List<String> runs = List.of(run + ":a", run + ":b");
        assertThat(new Compare(settings()).run(runs).lines())
                .isEqualTo(new Compare(settings()).run(runs).lines());
    }

    @Test
    void aDirectoryAloneIsItsOnlyModelAndOfSeveralOneMustBeNamed() throws IOException {
        Path one = new RunFixture("a").tested("u", 1).write(dir.resolve("one"));
        Path two = new RunFixture("a", "embedding").tested("u", 1, 2).write(dir.resolve("two"));
        assertThat(compare(one.toString(), one + ":a").at("/reference/model").asText())
                .isEqualTo("a");
        assertThatThrownBy(() -> compare(two.toString(), one + ":a"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has several models: say which as ")
                .hasMessageContaining("two:MODEL, of a, embedding");
        assertThatThrownBy(() -> compare(two + ":c", one + ":a"))
                .hasMessageContaining("no model 'c': give one of a, embedding");
    }

    @Test
    void runsThatDifferInInputOrProtocolAreNotComparable() throws IOException {
        Path run = new RunFixture("a").tested("u", 1).write(dir.resolve("run"));
        Path other = new RunFixture("a")
                .sha256("bb")
                .mode("S")
                .variant("I")
                .warmUpEvents(5)
                .tested("u", 1)
                .write(dir.resolve("other"));
        assertThatThrownBy(() -> compare(run.toString(), other.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("run and ")
                .hasMessageContaining("are not comparable: input sha256 is aa (interactions.csv.gz) against bb"
                        + " (interactions.csv.gz), mode is G against S, variant is X against I, warm_up_events is 0"
                        + " against 5;");
    }

    @Test
    void runsThatTestedOtherEventsAreNotComparable() throws IOException {
        String run = new RunFixture("a")
                .tested("u", 1)
                .tested("u", 1)
                .write(dir.resolve("run"))
                .toString();
        String shorter =
                new RunFixture("a").tested("u", 1).write(dir.resolve("shorter")).toString();
        String shifted = new RunFixture("a")
                .tested(1, "u", 1, "", 1)
                .tested(2, "u", 1, "", 1)
                .write(dir.resolve("shifted"))
                .toString();
        String renamed = new RunFixture("a")
                .tested("u", 1)
                .row("1,other,u,i,0,1,5,1")
                .write(dir.resolve("renamed"))
                .toString();
        assertThatThrownBy(() -> compare(run, shorter)).hasMessageContaining("tested events are 2 against 1");
        assertThatThrownBy(() -> compare(run, shifted)).hasMessageContaining("tested event 0 has index 0 against 1");
        assertThatThrownBy(() -> compare(run, renamed)).hasMessageContaining("the event of index 1 has another id");
    }

    @Test
    void resamplesThatCannotShowAnythingAreRefusedWithHowManyWould() throws IOException {
        Path run = random("a", "b", 0.1, 0.3).write(dir.resolve("run"));
        Settings few = new Settings(Metric.HR_10, 0.99, null, 500, 1);
        assertThatThrownBy(() -> new Compare(few).run(List.of(run + ":a", run + ":b")))
                .hasMessageContaining(
                        "--resamples 500 cannot show any difference among 4 tests at 0.99: give at least 800");
    }

    @Test
    void theTextHasTheVerdictFirstAndTheFiguresBehindIt() throws IOException {
        Path run = random("rules", "embedding", 0.1, 0.3).write(dir.resolve("run"));
        List<String> lines = new Compare(settings())
                .run(List.of(run + ":rules", run + ":embedding"))
                .lines();

        assertThat(lines.get(0)).startsWith("embedding is better than rules: ");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("hr@10 "))
                .anyMatch(line -> line.matches("leads +▲+.*"))
                .anyMatch(
                        line -> line.endsWith("▲ embedding leads by McNemar's test, which takes events as independent,"
                                + " △ not by the test, ▼ ▽ rules likewise, · nobody"));
        assertThat(String.join("\n", lines)).contains("4,000 tested events of 50 users; mode G, variant X");
    }

    private JsonNode compare(String... runs) throws IOException {
        return new Compare(settings()).run(List.of(runs)).json();
    }

    private static Settings settings() {
        return new Settings(Metric.HR_10, 0.95, null, null, 42);
    }

    private static void figures(JsonNode metric, double reference, double value) {
        assertThat(metric.path("reference").asDouble()).isEqualTo(reference, within(1e-12));
        assertThat(metric.path("value").asDouble()).isEqualTo(value, within(1e-12));
        assertThat(metric.path("difference").asDouble()).isEqualTo(value - reference, within(1e-12));
    }

    /** Two models that hit by chance, each at its rate. */
    private static RunFixture random(String a, String b, double rateOfA, double rateOfB) {
        SplitMix64 random = new SplitMix64(11);
        RunFixture fixture = new RunFixture(a, b);
        for (int event = 0; event < EVENTS; event++) {
            fixture.tested("u" + random.nextInt(USERS), rank(random, rateOfA), rank(random, rateOfB));
        }
        return fixture;
    }

    private static int rank(SplitMix64 random, double rate) {
        return random.nextFloat() < rate ? 1 + random.nextInt(10) : 11 + random.nextInt(200);
    }
}
