package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.rundir.ModelNames;
import io.freshet.ranking.baseline.Baseline;

/**
 * A model of the run and its figures.
 *
 * @param place among the models of the report, from 0; it decides colour and dashes
 * @param figures as {@code metrics.json} has them
 */
record Model(String name, int place, JsonNode figures) {
    private static final int LOOKS = 8;
    private static final int LONGEST_SHORT_NAME = 20;

    boolean isBaseline() {
        return Baseline.named(name).isPresent();
    }

    boolean isLive() {
        return name.equals(ModelNames.LIVE);
    }

    /** Classes for colour and dashes; beyond eight models the pairs of both still differ. */
    String look() {
        return "c" + place % LOOKS + " d" + (place + place / LOOKS) % LOOKS;
    }

    /** Of window {@code all} or {@code last10}, and denominator {@code ALL}, {@code KU} or {@code KUKI}. */
    JsonNode figures(String window, String denominator) {
        return figures.path(window).path(denominator);
    }

    /** HR@10 over all events, the figure that models are compared by; NaN without events. */
    double hitRate() {
        return Measure.HR10.of(figures("all", "ALL"));
    }

    double figure(String key) {
        return Numbers.value(figures.path(key));
    }

    /** What the page needs to name it. */
    ObjectNode view() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", name)
                .put("short", shortName())
                .put("look", look())
                .put("baseline", isBaseline());
    }

    private String shortName() {
        return name.length() <= LONGEST_SHORT_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST_SHORT_NAME - 1, codePoints()))) + "…";
    }

    private int codePoints() {
        return name.codePointCount(0, name.length());
    }
}
