package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void theBestModelIsComparedWithTheBestBaseline() {
        ObjectNode verdict = verdict(model("popularity", 0.0552), model("rules", 0.153), model("embedding", 0.2108));
        assertThat(verdict.path("best").asText()).isEqualTo("embedding");
        assertThat(verdict.path("rate").asText()).isEqualTo("0.2108");
        assertThat(verdict.path("rest").asText())
                .isEqualTo(", 37.8\u00a0% above the best baseline of this run, rules, at 0.1530.");
    }

    @Test
    void aBaselineThatWinsIsComparedWithTheBestOther() {
        ObjectNode verdict = verdict(model("rules", 0.2), model("embedding", 0.16), model("mine", 0.1));
        assertThat(verdict.path("best").asText()).isEqualTo("rules");
        assertThat(verdict.path("rest").asText())
                .isEqualTo(", 25.0\u00a0% above the best model that is no baseline, embedding, at 0.1600.");
    }

    @Test
    void baselinesAloneAreComparedWithEachOther() {
        assertThat(verdict(model("rules", 0.2), model("knn", 0.1)).path("rest").asText())
                .isEqualTo(", 100.0\u00a0% above the next, knn, at 0.1000.");
    }

    @Test
    void theLiveJobIsNoRivalOfTheModelThatItRuns() {
        ObjectNode verdict = verdict(model("embedding", 0.2), model("live", 0.21), model("popularity", 0.1));
        assertThat(verdict.path("best").asText()).isEqualTo("embedding");
        assertThat(verdict.path("rest").asText()).contains("the only baseline of this run, popularity");
    }

    @Test
    void nothingIsRelativeToZero() {
        assertThat(verdict(model("embedding", 0.2), model("popularity", 0))
                        .path("rest")
                        .asText())
                .isEqualTo(", against the only baseline of this run, popularity, at 0.0000.");
    }

    @Test
    void equalsAreLevel() {
        ObjectNode verdict = verdict(model("embedding", 0.2), model("popularity", 0.2));
        assertThat(verdict.path("best").asText()).isEqualTo("embedding");
        assertThat(verdict.path("rest").asText()).startsWith(", level with the only baseline of this run");
    }

    @Test
    void oneModelHasNobodyToBeComparedWith() {
        assertThat(verdict(model("embedding", 0.2)).path("rest").asText()).contains("no other model");
    }

    @Test
    void withoutTestsThereIsNoVerdict() {
        ObjectNode verdict = verdict(model("embedding", Double.NaN));
        assertThat(verdict.path("best").isNull()).isTrue();
        assertThat(verdict.path("rest").asText()).startsWith("No event was tested");
    }

    @Test
    void theCommandThatTellsTheLeadFromChanceNamesTheTwo() {
        ObjectNode verdict = verdict(model("popularity", 0.05), model("rules", 0.15), model("it's mine", 0.2));
        assertThat(verdict.path("check").asText()).isEqualTo("./freshet compare 'DIR:it'\\''s mine' DIR:rules");
        assertThat(verdict(model("embedding", 0.2)).path("check").asText()).isEmpty();
    }

    private static ObjectNode verdict(Model... models) {
        return new Verdict(List.of(models)).view();
    }

    private static Model model(String name, double hitRate) {
        ObjectNode figures = View.object();
        figures.putObject("all").set("ALL", Double.isNaN(hitRate) ? RunFiles.noScores() : RunFiles.scores(hitRate));
        return new Model(name, 0, figures);
    }
}
