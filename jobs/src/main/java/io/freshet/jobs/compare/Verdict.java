package io.freshet.jobs.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What follows from a comparison, in sentences; nothing is called better or worse while its interval includes 0. */
final class Verdict {
    /** The chance, in a stream like this one, of finding a difference of {@link #smallestDifference()}. */
    static final double POWER = 0.8;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Settings settings;
    private final Comparison comparison;
    private final Adjusted<MetricEstimate> main;
    private final Figures figures;

    /** How a run stands to the reference. */
    enum Outcome {
        BETTER,
        WORSE,
        UNDECIDED
    }

    Verdict(Report report, Comparison comparison) {
        this.settings = report.settings();
        this.comparison = comparison;
        this.main = comparison.of(settings.metric());
        this.figures = new Figures(report.resamples());
    }

    Outcome outcome() {
        return outcome(estimate(), main.p());
    }

    /**
     * The difference that would have been found four times in five: (z₁₋ₐ + z₀.₈) standard errors (Bloom 1995), a being half
     * of what Holm's correction leaves to the family's smallest p-value.
     */
    double smallestDifference() {
        double a = settings.alpha() / main.family() / 2;
        return (NORMAL.inverseSurvivalProbability(a) + NORMAL.inverseCumulativeProbability(POWER))
                * estimate().standardError();
    }

    /** One sentence an element, the finding first. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(finding());
        if (outcome() == Outcome.UNDECIDED) {
            sentences.add(sensitivity());
        }
        sentences.add(windows());
        sentences.addAll(slices());
        return sentences;
    }

    /** How a slice stands. */
    Outcome of(Adjusted<SliceEstimate> slice) {
        return outcome(slice.test().estimate(), slice.p());
    }

    private Outcome outcome(Estimate estimate, double p) {
        if (!estimate.excludesZero() || !(p <= settings.alpha())) {
            return Outcome.UNDECIDED;
        }
        return estimate.low() > 0 ? Outcome.BETTER : Outcome.WORSE;
    }

    private String finding() {
        String start =
                switch (outcome()) {
                    case BETTER -> run() + " is better than " + reference() + ": ";
                    case WORSE -> run() + " is worse than " + reference() + ": ";
                    case UNDECIDED -> "no difference can be shown between " + run() + " and " + reference() + ": ";
                };
        Estimate found = estimate();
        return start + settings.metric().label().toUpperCase(Locale.ROOT) + " "
                + Figures.value(found.value()) + " against " + Figures.value(found.reference()) + ", "
                + Figures.signed(found.difference())
                + (Double.isNaN(found.relative()) ? "" : " (" + Figures.percent(found.relative()) + ")")
                + ", " + Figures.share(settings.confidence()) + " interval over users "
                + Figures.interval(found) + ", "
                + figures.sentence(found.p(), main.p()) + " after Holm over " + tests(main.family()) + ".";
    }

    private String sensitivity() {
        Estimate found = estimate();
        if (found.excludesZero() && found.p() > settings.alpha()) {
            return PairedDifference.TOO_FEW_USERS;
        }
        if (found.standardError() == 0) {
            return "No user's average differs.";
        }
        String smallest = "The smallest difference that would have been found with a chance of " + Figures.share(POWER)
                + " is " + Figures.value(smallestDifference()) + ".";
        return found.excludesZero()
                ? "The interval excludes 0, but of " + tests(main.family())
                        + " one may do so by chance, and Holm's correction allows for that. " + smallest
                : smallest;
    }

    private String windows() {
        Leads leads = Leads.of(comparison.windows(), settings.alpha());
        boolean runFirst = outcome() != Outcome.WORSE;
        String first = runFirst ? run() : reference();
        String second = runFirst ? reference() : run();
        int firstLeads = runFirst ? leads.run() : leads.reference();
        int firstByTest = runFirst ? leads.runByTest() : leads.referenceByTest();
        int secondLeads = runFirst ? leads.reference() : leads.run();
        int secondByTest = runFirst ? leads.referenceByTest() : leads.runByTest();
        return first + " leads in " + firstLeads + " of " + leads.windows() + " windows (" + firstByTest
                + " by McNemar's test, which takes events as independent), " + second + " in " + secondLeads + " ("
                + secondByTest + ").";
    }

    private List<String> slices() {
        boolean runFirst = outcome() != Outcome.WORSE;
        List<String> sentences = new ArrayList<>();
        wins(sentences, runFirst ? run() : reference(), runFirst ? Outcome.BETTER : Outcome.WORSE);
        wins(sentences, runFirst ? reference() : run(), runFirst ? Outcome.WORSE : Outcome.BETTER);
        String open = String.join(
                ", ",
                tested(Outcome.UNDECIDED)
                        .map(each -> each.test().slice().words())
                        .toList());
        if (!open.isEmpty()) {
            sentences.add("Nothing can be shown for " + open + ".");
        }
        return sentences;
    }

    /** Where one side is ahead, by how much more than the other, the clearest first. */
    private void wins(List<String> sentences, String who, Outcome wanted) {
        List<Estimated> won = tested(wanted)
                .map(each -> new Estimated(
                        each.test().slice().words(),
                        Math.abs(each.test().estimate().difference())))
                .sorted(Comparator.comparingDouble(Estimated::lead).reversed())
                .toList();
        if (won.isEmpty()) {
            return;
        }
        StringBuilder sentence = new StringBuilder(who + " wins ");
        if (won.size() < 3) {
            sentence.append("with ")
                    .append(String.join(
                            " and ", won.stream().map(Estimated::text).toList()));
        } else {
            sentence.append("in ")
                    .append(won.size())
                    .append(" of ")
                    .append(testedSlices())
                    .append(" slices, most with ");
            sentence.append(won.get(0).text())
                    .append(", least with ")
                    .append(won.get(won.size() - 1).text());
        }
        sentences.add(sentence.append('.').toString());
    }

    private record Estimated(String words, double lead) {
        String text() {
            return words + " (" + Figures.signed(lead) + ")";
        }
    }

    private Stream<Adjusted<SliceEstimate>> tested(Outcome outcome) {
        return comparison.slices().stream()
                .filter(each -> each.test().estimate().isTested() && of(each) == outcome);
    }

    private long testedSlices() {
        return comparison.slices().stream()
                .filter(each -> each.test().estimate().isTested())
                .count();
    }

    private static String tests(int family) {
        return family == 1 ? "1 test" : family + " tests";
    }

    private Estimate estimate() {
        return main.test().estimate();
    }

    private String run() {
        return comparison.run().label();
    }

    private String reference() {
        return comparison.reference().label();
    }
}
