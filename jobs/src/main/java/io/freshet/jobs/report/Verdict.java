package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which model won by HR@10 over all events, and by how much; immutable. The live job takes no part: it is the embedding once
 * more.
 */
final class Verdict {
    private final List<Model> measured;

    Verdict(List<Model> models) {
        this.measured = models.stream()
                .filter(model -> !Double.isNaN(model.hitRate()) && !model.isLive())
                .toList();
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        Optional<Model> best = best(model -> true);
        if (best.isEmpty()) {
            return view.putNull("best")
                    .put("rest", "No event was tested, so there is nothing to compare.")
                    .put("check", "");
        }
        Optional<Model> rival = rival(best.get());
        return view.put("best", best.get().name())
                .put("rate", Numbers.share(best.get().hitRate()))
                .put("rest", comparison(best.get(), rival))
                .put("check", rival.map(other -> check(best.get(), other)).orElse(""));
    }

    /** What the others are measured by: the best baseline. */
    Optional<Model> reference() {
        return best(Model::isBaseline);
    }

    /** The best baseline for a model that is none, and the other way round; where all are of one kind, the next. */
    private Optional<Model> rival(Model best) {
        Optional<Model> ofTheOtherKind = best(model -> model.isBaseline() != best.isBaseline());
        return ofTheOtherKind.isPresent() ? ofTheOtherKind : best(model -> model != best);
    }

    private String comparison(Model best, Optional<Model> rival) {
        return rival.map(other -> distance(best, other) + " " + role(best, other) + ", " + named(other))
                .orElse("; there is no other model to compare it with.");
    }

    private String role(Model best, Model rival) {
        if (best.isBaseline() == rival.isBaseline()) {
            return "the next";
        }
        if (!rival.isBaseline()) {
            return "the best model that is no baseline";
        }
        return measured.stream().filter(Model::isBaseline).count() == 1
                ? "the only baseline of this run"
                : "the best baseline of this run";
    }

    /** The command that tells a lead from chance, which averages cannot. */
    private static String check(Model best, Model rival) {
        return "./freshet compare " + ShellWords.quoted("DIR:" + best.name()) + " "
                + ShellWords.quoted("DIR:" + rival.name());
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
