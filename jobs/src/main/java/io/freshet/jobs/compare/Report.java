package io.freshet.jobs.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a comparison found, for people and for programs.
 *
 * @param windowMetric what the windows are about
 * @param window events of the stream in each
 */
public record Report(
        Settings settings, Runs runs, int resamples, Metric windowMetric, int window, List<Comparison> comparisons) {

    /** Lines for a terminal, the verdicts first. */
    public List<String> lines() {
        return new TextReport(this).lines();
    }

    /** All of it as one object. */
    public ObjectNode json() {
        return new JsonReport(this).root();
    }
}
