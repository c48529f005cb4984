package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Whether a model shows the catalogue or only its best sellers. */
final class PopularityBias {
    private PopularityBias() {}

    static ObjectNode of(List<Model> models) {
        ObjectNode view = View.object();
        view.putArray("groups")
                .add(
                        Bars.group("Coverage@10", models, model -> model.figure("coverage@10"), Numbers::share, 1)
                                .put(
                                        "about",
                                        "Share of all items that stood in at least one top 10. At 1 every item was shown to somebody."))
                .add(
                        Bars.group("Gini@10", models, model -> model.figure("gini@10"), Numbers::share, 1)
                                .put(
                                        "about",
                                        "How unevenly the places in the top 10 were spread over the items: 0 if all items got equally many, near 1 if a few got nearly all."))
                .add(
                        Bars.group(
                                        "Novelty@10",
                                        models,
                                        model -> model.figure("novelty@10"),
                                        Numbers::bits,
                                        Bars.largest(models, model -> model.figure("novelty@10")))
                                .put(
                                        "about",
                                        "How rare the items shown were, in bits: the mean of −log2 of an item’s share of all earlier events. One bit more is half as popular."));
        return view;
    }
}
