package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "\"quotes\" & 'more' &amp; {{headline.data}}",
            "مرحبا \u202eيا عالم",
            "😀 family 👩‍👩‍👧",
            "nul\u0000 and half a pair \uD83D",
            "<!-- ]]> -->");

    @TempDir
    Path directory;

    @Test
    void theHeadlineTellsTheDataAndTheVerdict() throws IOException {
        String text = HtmlPage.parse(eightModels().report(directory)).text();
        assertThat(text)
                .contains(
                        "embedding is best: HR@10 0.2108, 37.8\u00a0% above the best baseline of this run, rules, at 0.1530.")
                .contains("575,281 events of 6,038 users with 3,533 items, 25 Apr 2000 to 30 Apr 2000")
                .contains("values of 4 and more")
                .contains("Mode G:", "Variant X:")
                .contains("more than chance, ./freshet compare DIR:embedding DIR:rules tells.");
    }

    @Test
    void everyFigureOfAModelIsThere() throws IOException {
        List<String> cells = HtmlPage.parse(
                        new RunFiles().with("embedding", 0.2108).report(directory))
                .texts("td");
        assertThat(cells)
                .as("scores")
                .contains("0.2108", "0.1054", "0.0843", "0.6324")
                .as("known users")
                .contains("0.2319")
                .as("known users and items")
                .contains("0.2530")
                .as("last tenth, also of known users")
                .contains("0.1054", "0.1159", "0.1265")
                .as("deciles")
                .contains("0.0211", "0.0422")
                .as("slices")
                .contains("0.1897", "0.1686", "0.0000")
                .as("beyond accuracy")
                .contains("0.7123", "0.6812", "10.44")
                .as("cost")
                .contains("26.6", "21.7", "4.93", "20.1", "61.4", "4.01", "19.5", "37,551", "15.3", "721", "548");
    }

    @Test
    void theBestOfAColumnIsSaidInWordsToo() throws IOException {
        assertThat(HtmlPage.parse(eightModels().report(directory)).texts("td")).contains("★0.2108 best");
    }

    @Test
    void oneModelAloneIsNotTheBest() throws IOException {
        assertThat(new RunFiles().with("knn", 0.1).report(directory)).doesNotContain("class=\"best\"");
    }

    @Test
    void theRunCanBeTracedToItsInputSettingsAndMachine() throws IOException {
        HtmlPage page = HtmlPage.parse(eightModels().report(directory));
        assertThat(page.texts("tr")).contains("sha256c0ffee", "context-length20", "embeddingd1ce9");
        assertThat(page.texts("td")).contains("17.0.15", "A CPU", "vector-512");
        assertThat(page.text())
                .contains("seed 42")
                .contains("./freshet replay --input interactions.csv.gz --min-value 4.0");
    }

    @Test
    void curvesHaveALineAndANameForEachModel() throws IOException {
        HtmlPage page = HtmlPage.parse(eightModels().report(directory));
        assertThat(page.elements("path")).hasSize(8 * 4).allSatisfy(path -> assertThat(path.getAttribute("d"))
                .startsWith("M200.0 "));
        assertThat(page.texts("text")).contains("decayed-popularity", "25 Apr 2000");
    }

    @Test
    void aWindowWithoutEventsInterruptsTheLine() throws IOException {
        RunFiles run = new RunFiles().with("knn", 0.1);
        run.series.remove(3);
        run.window("knn", 2, "");
        Element line = HtmlPage.parse(run.report(directory)).elements("path").get(0);
        assertThat(line.getAttribute("d")).matches("M[^M]*L[^ML]*M[^M]*L[^ML]*");
    }

    @Test
    void textsStayTexts() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2).with("<i>\"mine\"</i>, & </script>", 0.1);
        HOSTILE.forEach(text -> run.withUser("user " + text, text));
        run.manifest.withObject("/input").put("source", "<u>it's</u>.csv");
        String html = run.report(directory);
        HtmlPage page = HtmlPage.parse(html);
        assertThat(page.text())
                .contains(HOSTILE.subList(0, 5))
                .contains("nul\uFFFD and half a pair", "<u>it's</u>.csv");
        assertThat(page.elements("script")).hasSize(2);
        assertThat(page.elements("img")).isEmpty();
        assertThat(page.elements("i")).isEmpty();
        assertThat(Pattern.compile("</script").matcher(html).results()).hasSize(2);
    }

    @Test
    void usersShowWhatTheyTookAndWhatWasAHit() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2);
        run.withUser("u7", "Toy Story (1995)");
        HtmlPage page = HtmlPage.parse(run.report(directory));
        assertThat(page.texts("td")).contains("item 3", "✓ hit: Toy Story (1995)", "2");
        assertThat(page.text()).contains("User u7", "1 of 1 visit hit", "Then took: Toy Story (1995)");
    }

    @Test
    void aModelWithoutListsHasNoColumnOfThem() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2).with("live", 0.1);
        ObjectNode lists = (ObjectNode) run.withUser("u7", "A").at("/tests/0/lists");
        lists.putArray("live");
        assertThat(HtmlPage.parse(run.report(directory)).texts("tr")).contains("Placeembedding");
        lists.putArray("embedding");
        assertThat(HtmlPage.parse(run.report(directory)).text()).contains("No model had a list.");
    }

    @Test
    void learnersTellWhatTheySentEachOther() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2);
        ((ObjectNode) run.models.path("embedding"))
                .putObject("loop")
                .put("learners", 4)
                .put("rows_published_per_event", 2.5)
                .put("bytes_per_event", 812.3);
        assertThat(HtmlPage.parse(run.report(directory)).text())
                .contains(
                        "embedding ran as 4 learners: an event, they published 2.50 changed rows and sent 812 bytes.");
    }

    @Test
    void theLiveJobIsComparedInWords() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2108).with("live", 0.2091);
        ((ObjectNode) run.models.path("live"))
                .putObject("live")
                .put("parallelism", 2)
                .put("compared", 569_243)
                .put("equal_ranks", 0.9312)
                .put("hits_in_both", 114_200)
                .put("hit_overlap", 0.9471)
                .put("hr@10_difference", -0.0017);
        assertThat(HtmlPage.parse(run.report(directory)).text())
                .contains("with parallelism 2", "Of 569,243 events, 93.1\u00a0% got the same rank")
                .contains("HR@10 is 0.2091", "differs from the replay’s by −0.0017", "94.7\u00a0% of the events");
    }

    @Test
    void coldListsStandApart() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2);
        ((ObjectNode) run.models.path("embedding")).set("cold", RunFiles.scores(0.0987));
        HtmlPage page = HtmlPage.parse(run.report(directory));
        assertThat(page.texts("h3")).contains("Cold lists");
        assertThat(page.texts("td")).contains("0.0987");
    }

    @Test
    void aRunWithoutTestsIsStillAPage() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2);
        ObjectNode model = (ObjectNode) run.models.path("embedding");
        for (String window : List.of("all", "last10")) {
            for (String denominator : List.of("ALL", "KU", "KUKI")) {
                ((ObjectNode) model.path(window)).set(denominator, RunFiles.noScores());
            }
        }
        model.putNull("coverage@10").putArray("deciles").add(RunFiles.noScores());
        run.series.subList(1, run.series.size()).clear();
        assertThat(HtmlPage.parse(run.report(directory)).text())
                .contains("No event was tested", "nothing to draw", "The run kept no examples.");
    }

    @Test
    void aModelOfWhichNothingIsKnownIsStillARow() throws IOException {
        RunFiles run = new RunFiles().with("embedding", 0.2);
        run.models.putObject("bare");
        assertThat(HtmlPage.parse(run.report(directory)).texts("th")).contains("bare");
    }

    @Test
    void seriesAndExamplesMayBeMissing() throws IOException {
        new RunFiles().with("embedding", 0.2).writeTo(directory);
        Files.delete(directory.resolve("timeseries.csv"));
        Files.delete(directory.resolve("examples.json"));
        Report.write(directory);
        assertThat(HtmlPage.parse(Files.readString(directory.resolve("report.html")))
                        .text())
                .contains("nothing to draw", "The run kept no examples.");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        new RunFiles().with("embedding", 0.2).writeTo(directory);
        Files.writeString(directory.resolve("metrics.json"), "{");
        assertThatThrownBy(() -> Report.write(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metrics.json is not JSON");
        Files.writeString(directory.resolve("metrics.json"), "[]");
        assertThatThrownBy(() -> Report.write(directory)).hasMessageContaining("metrics.json holds no JSON object");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        RunFiles run = eightModels();
        run.withUser("u1", "http://example.org/title");
        String html = run.report(directory);
        HtmlPage page = HtmlPage.parse(html);
        assertThat(html).doesNotContain("@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML");
        for (String loading : List.of("link", "img", "iframe", "object", "embed", "base", "video", "audio", "source")) {
            assertThat(page.elements(loading)).as(loading).isEmpty();
        }
        assertThat(page.elements("script")).noneMatch(script -> script.hasAttribute("src"));
        assertThat(page.elements("a"))
                .allMatch(link -> link.getAttribute("href").startsWith("#"));
        assertThat(html).doesNotContain(" style=\"").doesNotContainPattern(" on[a-z]+=\"");
    }

    @Test
    void onlyItsOwnScriptAndStyleMayRun() throws Exception {
        String html = eightModels().report(directory);
        assertThat(HtmlPage.parse(html).elements("meta").get(1).getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash(html, "<style>(.*?)</style>")
                        + "'; script-src 'sha256-" + hash(html, "<script>(.*?)</script>")
                        + "'; base-uri 'none'; form-action 'none'");
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryIdIsUnique() throws IOException {
        HtmlPage page = HtmlPage.parse(eightModels().report(directory));
        List<String> ids = page.elements("*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.elements("a").stream()
                        .map(link -> link.getAttribute("href").substring(1)))
                .isSubsetOf(ids);
    }

    @Test
    void theSameRunIsTheSamePage() throws IOException {
        RunFiles run = eightModels();
        assertThat(run.report(directory)).isEqualTo(run.report(directory));
    }

    @Test
    void aLargeRunIsASmallFile() throws IOException {
        RunFiles run = eightModels();
        run.models.fieldNames().forEachRemaining(model -> {
            for (int i = 5; i < 3_000; i++) {
                run.window(model, i, "0.123456789");
            }
        });
        for (int i = 0; i < 40; i++) {
            ObjectNode user = run.withUser("u" + i, "A title of some length, as films have (1995)");
            for (int test = 0; test < 50; test++) {
                user.withArray("tests").add(user.path("tests").path(0));
            }
        }
        assertThat(run.report(directory).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(600_000);
    }

    private static RunFiles eightModels() {
        return new RunFiles()
                .with("popularity", 0.0552)
                .with("decayed-popularity", 0.0601)
                .with("knn", 0.1347)
                .with("rules", 0.153)
                .with("isgd", 0.0247)
                .with("bpr", 0.0815)
                .with("own-history", 0.0552)
                .with("embedding", 0.2108);
    }

    private static String hash(String html, String element) throws Exception {
        Matcher matcher = Pattern.compile(element, Pattern.DOTALL).matcher(html);
        assertThat(matcher.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
