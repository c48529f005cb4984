package io.freshet.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The learning rule in double precision, formula by formula, with nothing made fast: the oracle of
 * {@link ContrastiveLearner}. Negatives are given, not drawn, and so is how likely each was.
 */
final class NaiveLearner {
    private static final double EPSILON = 1e-6;

    final List<double[]> q = new ArrayList<>();
    final List<double[]> s = new ArrayList<>();
    final List<Double> b = new ArrayList<>();
    final List<Double> squaresOfQ = new ArrayList<>();
    final List<Double> squaresOfS = new ArrayList<>();
    final List<Double> squaresOfB = new ArrayList<>();
    final List<double[]> v = new ArrayList<>();
    final List<Double> squaresOfV = new ArrayList<>();
    final double[] w;
    final double[] squaresOfW;
    final double[] p;
    double squaresOfP;

    private final LearnerConfig config;
    private final List<Integer> ring = new ArrayList<>();

    NaiveLearner(LearnerConfig config, double[] w, double[] p) {
        this.config = config;
        this.w = w;
        this.squaresOfW = new double[w.length];
        this.p = p;
    }

    void addItem(double[] target, double[] source) {
        q.add(target);
        s.add(source);
        b.add(0.0);
        squaresOfQ.add(0.0);
        squaresOfS.add(0.0);
        squaresOfB.add(0.0);
    }

    void addSituation(double[] vector) {
        v.add(vector);
        squaresOfV.add(0.0);
    }

    /**
     * One step; {@code recent} are the rows h_k, {@code weightOf} the places of their weights and {@code situations} those of
     * the vectors v_c. A strength below 0 is that of a dislike.
     */
    void learn(
            List<Integer> recent,
            List<Integer> weightOf,
            List<Integer> situations,
            int positive,
            List<Integer> drawn,
            List<Double> probabilities,
            double strength) {
        List<Integer> candidates = new ArrayList<>(List.of(positive));
        List<Double> likely = new ArrayList<>(List.of(probability(positive)));
        for (int n = 0; n < drawn.size(); n++) {
            if (drawn.get(n) != positive) {
                candidates.add(drawn.get(n));
                likely.add(probabilities.get(n));
            }
        }
        double[] query = query(recent, weightOf, situations);
        double[] g =
                strength < 0 ? unlikelihoodGradients(candidates, likely, query) : gradients(candidates, likely, query);
        for (int j = 0; j < g.length; j++) {
            g[j] *= Math.abs(strength);
        }
        double[] pull = new double[p.length];
        for (int j = 0; j < g.length; j++) {
            addTo(pull, g[j], q.get(candidates.get(j)));
        }
        List<double[]> before =
                candidates.stream().map(row -> q.get(row).clone()).toList();
        for (int j = 0; j < g.length; j++) {
            stepTarget(candidates.get(j), g[j], query, before.get(j));
        }
        double[] step = sum(pull, -config.decay(), p);
        squaresOfP += meanOfSquares(step);
        addTo(p, rate(squaresOfP), step);
        for (int k = 0; k < recent.size(); k++) {
            stepSource(recent.get(k), weightOf.get(k), pull);
        }
        for (int row : situations) {
            double[] stepOfV = sum(pull, -config.decay(), v.get(row));
            squaresOfV.set(row, squaresOfV.get(row) + meanOfSquares(stepOfV));
            addTo(v.get(row), rate(squaresOfV.get(row)), stepOfV);
        }
        if (strength > 0) {
            ring.add(positive);
        }
        if (ring.size() > config.ringSize()) {
            ring.remove(0);
        }
    }

    double[] query(List<Integer> recent, List<Integer> weightOf, List<Integer> situations) {
        double[] query = p.clone();
        for (int k = 0; k < recent.size(); k++) {
            addTo(query, w[weightOf.get(k)], s.get(recent.get(k)));
        }
        for (int row : situations) {
            addTo(query, 1, v.get(row));
        }
        return query;
    }

    /** Q of a row that is drawn now. */
    double probability(int row) {
        double uniform = 1.0 / q.size();
        if (ring.isEmpty()) {
            return uniform;
        }
        double inRing = ring.stream().filter(other -> other == row).count();
        return config.ringShare() * inRing / ring.size() + (1 - config.ringShare()) * uniform;
    }

    double[] gradients(List<Integer> candidates, List<Double> likely, double[] query) {
        double[] g = new double[candidates.size()];
        double sum = 0;
        for (int j = 0; j < g.length; j++) {
            int row = candidates.get(j);
            g[j] = Math.exp(dot(query, q.get(row)) + b.get(row) - Math.log(likely.get(j)));
            sum += g[j];
        }
        for (int j = 0; j < g.length; j++) {
            g[j] = (j == 0 ? 1 : 0) - g[j] / sum;
        }
        return g;
    }

    /** Of log(1 − softmax_0), as differences of it. */
    private double[] unlikelihoodGradients(List<Integer> candidates, List<Double> likely, double[] query) {
        double[] g = gradients(candidates, likely, query);
        double first = 1 - g[0]; // softmax of the first
        for (int j = 1; j < g.length; j++) {
            g[j] = first * -g[j] / (1 - first);
        }
        g[0] = -first;
        return g;
    }

    private void stepTarget(int row, double g, double[] query, double[] before) {
        double[] target = q.get(row);
        squaresOfQ.set(row, squaresOfQ.get(row) + meanOfSquares(gradient(g, query, before)));
        addTo(target, rate(squaresOfQ.get(row)), gradient(g, query, target));
        squaresOfB.set(row, squaresOfB.get(row) + g * g);
        b.set(row, b.get(row) + rate(squaresOfB.get(row)) * g);
    }

    private double[] gradient(double g, double[] query, double[] target) {
        double[] gradient = new double[target.length];
        addTo(gradient, g, query);
        addTo(gradient, -config.decay() * Math.abs(g), target);
        return gradient;
    }

    private void stepSource(int row, int weight, double[] pull) {
        double[] source = s.get(row);
        double slope = dot(pull, source);
        double before = w[weight];
        squaresOfW[weight] += slope * slope;
        w[weight] += config.weightRate() / Math.sqrt(1 + squaresOfW[weight]) * slope;
        double[] step = sum(pull, -config.decay(), source);
        for (int i = 0; i < step.length; i++) {
            step[i] *= before;
        }
        squaresOfS.set(row, squaresOfS.get(row) + meanOfSquares(step));
        addTo(source, rate(squaresOfS.get(row)), step);
    }

    private double rate(double squares) {
        return config.rate() * Math.max(config.rateFloor(), 1 / Math.sqrt(squares + EPSILON));
    }

    private static double[] sum(double[] a, double factor, double[] x) {
        double[] sum = a.clone();
        addTo(sum, factor, x);
        return sum;
    }

    private static void addTo(double[] y, double factor, double[] x) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }

    private static double dot(double[] a, double[] x) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * x[i];
        }
        return sum;
    }

    private static double meanOfSquares(double[] x) {
        return dot(x, x) / x.length;
    }
}
