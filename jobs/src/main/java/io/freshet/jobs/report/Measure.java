package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;

/** A figure of quality; more is better, and 1 is all there is. */
enum Measure {
    HR10("hr@10", "HR@10", "Share of events whose item stood in the first 10"),
    NDCG10("ndcg@10", "NDCG@10", "As HR@10, but a hit at rank r counts 1 / log2(r + 1)"),
    MRR10("mrr@10", "MRR@10", "As HR@10, but a hit at rank r counts 1 / r"),
    HR100("hr@100", "HR@100", "Share of events whose item stood in the first 100");

    private final String key;
    private final String label;
    private final String meaning;

    Measure(String key, String label, String meaning) {
        this.key = key;
        this.label = label;
        this.meaning = meaning;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    /** This one of a set of figures; NaN where there were no events. */
    double of(JsonNode figures) {
        return Numbers.value(figures.path(key));
    }
}
