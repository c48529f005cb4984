package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which model won by HR@10 over all events, and by how much; immutable. */
final class Verdict {
    private final List<Model> measured;

    Verdict(List<Model> models) {
        this.measured =
                models.stream().filter(model -> !Double.isNaN(model.hitRate())).toList();
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        Optional<Model> best = best(model -> true);
        if (best.isEmpty()) {
            return view.putNull("best").put("rest", "No event was tested, so there is nothing to compare.");
        }
        return view.put("best", best.get().name())
                .put("rate", Numbers.share(best.get().hitRate()))
                .put("rest", comparison(best.get()));
    }

    /** What the others are measured by: the best baseline. */
    Optional<Model> reference() {
        return best(Model::isBaseline);
    }

    private String comparison(Model best) {
        Optional<Model> reference = reference();
        if (!best.isBaseline() && reference.isPresent()) {
            return distance(best, reference.get()) + " the best baseline, " + named(reference.get());
        }
        Optional<Model> challenger = best(model -> !model.isBaseline());
        if (best.isBaseline() && challenger.isPresent()) {
            return distance(best, challenger.get()) + " the best model that is no baseline, " + named(challenger.get());
        }
        return best(model -> model != best)
                .map(next -> distance(best, next) + " the next, " + named(next))
                .orElse("; there is no other model to compare it with.");
    }

    private static String distance(Model best, Model other) {
        if (other.hitRate() == 0) {
            return ", against";
        }
        double relative = best.hitRate() / other.hitRate() - 1;
        return relative == 0 ? ", level with" : ", " + Numbers.percent(relative) + " above";
    }

    private static String named(Model model) {
        return model.name() + ", at " + Numbers.share(model.hitRate()) + ".";
    }

    private Optional<Model> best(Predicate<Model> among) {
        // the first of equals: max alone would take the last
        return measured.stream()
                .filter(among)
                .max(Comparator.comparingDouble(Model::hitRate)
                        .thenComparing(Comparator.comparingInt(Model::place).reversed()));
    }
}
