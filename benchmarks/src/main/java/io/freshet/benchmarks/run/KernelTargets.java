package io.freshet.benchmarks.run;

import static io.freshet.benchmarks.report.Limit.atLeast;
import static io.freshet.benchmarks.report.Limit.atMost;

import io.freshet.benchmarks.report.Figure;
import io.freshet.benchmarks.report.Limit;
import io.freshet.benchmarks.report.Peer;
import io.freshet.benchmarks.report.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that the kernels are held against. */
final class KernelTargets {
    private static final String MILLION = "1000000";
    private static final String HUNDRED_THOUSAND = "100000";
    private static final String CACHED_CODES = "20000";
    private static final String CACHED = "3500";
    private static final String IN_C = "the same scan in C, without choosing";
    private static final String SGEMM = "sgemm";
    private static final int SETUP_SECONDS = 4;
    private static final int GRAPH_SECONDS = 30;
    private static final int GROWTH_SECONDS = 15;

    private KernelTargets() {}

    static List<Experiment> all() {
        return Stream.of(exact(), batches(), int8(), learning(), besideLearner(), growing(), layouts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Experiment> exact() {
        return List.of(
                exact(MILLION, 64, "c-sum", "a C loop that only reads as many bytes", Peer.C, atLeast(0.85)),
                exact(MILLION, 128, "c-sum", "a C loop that only reads as many bytes", Peer.C, atLeast(0.95)),
                // these say how much of what is missing there any compiler loses
                exact(MILLION, 64, "c-scan", IN_C, Peer.C, Limit.NONE),
                exact(MILLION, 128, "c-scan", IN_C, Peer.C, Limit.NONE),
                faiss(MILLION, 1.10),
                faiss(HUNDRED_THOUSAND, 1.15),
                exact(MILLION, 64, "scalar", "a plain loop in Java", Peer.JAVA, atLeast(2.2)),
                exact(HUNDRED_THOUSAND, 64, "lucene", "VectorUtil.dotProduct of all rows", Peer.LUCENE, atLeast(4)),
                exact(HUNDRED_THOUSAND, 64, "jvector", "VectorUtil.dotProduct of all rows", Peer.JVECTOR, atLeast(5)));
    }

    private static Experiment exact(String items, int dimension, String with, String peer, Peer who, Limit limit) {
        return experiment(
                "ExactScan",
                Map.of("items", items, "dimension", String.valueOf(dimension), "peer", with),
                Target.of(
                        "exact/" + shape(items, dimension) + "/" + with,
                        "exact top-100 of one query against " + peer,
                        who,
                        Figure.SPEED,
                        limit));
    }

    /** On JDK 17, where the Vector API was young, as fast is enough. */
    private static Experiment faiss(String items, double ratio) {
        Experiment faiss = exact(items, 64, "faiss", "IndexFlatIP", Peer.FAISS, Limit.NONE);
        Target target = faiss.targets().get(0).withLimit(java -> atLeast(java < 21 ? 1.0 : ratio));
        return experiment(faiss.duel(), faiss.parameters(), target);
    }

    private static List<Experiment> batches() {
        return List.of(
                batch(SGEMM, "one sgemm for all items, without choosing", Peer.OPENBLAS, atLeast(1.4)),
                batch("sgemm-chunks", "sgemm for 4,096 items at a time, without choosing", Peer.OPENBLAS, atLeast(1.4)),
                batch("fma", "nothing but multiply-adds in registers", Peer.C, atLeast(0.60)));
    }

    private static Experiment batch(String with, String peer, Peer who, Limit limit) {
        Target target = Target.of(
                "batch64/1M/d64/" + with,
                "exact top-100 of 64 queries at once against " + peer,
                who,
                Figure.SPEED,
                limit);
        return experiment(
                "BatchedScan",
                Map.of("items", MILLION, "dimension", "64", "peer", with),
                with.startsWith(SGEMM) ? target.among(SGEMM) : target);
    }

    private static List<Experiment> int8() {
        String about = "int8 scan and rescoring for the top-100 of one query against ";
        return List.of(
                experiment(
                        "Int8CodesScan",
                        Map.of("items", MILLION, "dimension", "64", "peer", "float"),
                        Target.of(
                                "int8/1M/d64/float",
                                about + "the float scan",
                                Peer.FRESHET,
                                Figure.SPEED,
                                atLeast(2.5)),
                        Target.of(
                                "int8/1M/d64/recall",
                                "share of the exact top-100 that the int8 scan finds",
                                Peer.FRESHET,
                                Figure.RECALL,
                                atLeast(0.999))),
                // these say why the first is what it is: how fast memory is, and how fast the scan is without it
                reading(MILLION, "int8/1M/d64/c-sum", about),
                reading(CACHED_CODES, "int8/20k/d64/c-sum", about),
                graph("hnswlib", Peer.HNSWLIB, about + "its graph at a recall of 0.95"),
                graph("jvector-graph", Peer.JVECTOR, about + "its graph at a recall of 0.95"));
    }

    private static Experiment reading(String items, String name, String about) {
        return experiment(
                "Int8CodesScan",
                Map.of("items", items, "dimension", "64", "peer", "c-sum"),
                Target.of(name, about + "a C loop that only reads as many bytes", Peer.C, Figure.SPEED, Limit.NONE));
    }

    private static Experiment graph(String with, Peer who, String about) {
        Target target = Target.of("int8/100k/d64/" + with, about, who, Figure.SPEED, Limit.NONE);
        return new Experiment(
                "Int8CodesScan",
                Map.of("items", HUNDRED_THOUSAND, "dimension", "64", "peer", with),
                GRAPH_SECONDS,
                true,
                List.of(target));
    }

    private static List<Experiment> learning() {
        return List.of(
                update("sgd", 4),
                update("adagrad", 8),
                experiment(
                        "LearningStep",
                        Map.of("peer", "c"),
                        Target.of(
                                "learn/step",
                                "one step without situations: d = 64, 64 negatives, 20 recent items, 3,500 items in cache",
                                Peer.C,
                                Figure.MICROSECONDS,
                                atMost(8)),
                        Target.of(
                                "learn/c", "the same step against a plain loop in C", Peer.C, Figure.TIME, atMost(2))),
                experiment(
                        "LearningStep",
                        Map.of("peer", "shared"),
                        Target.of(
                                "learn/shared",
                                "a step with negatives of its own against one that shares them with 15 others",
                                Peer.FRESHET,
                                Figure.TIME,
                                Limit.NONE)),
                experiment(
                        "LearningStep",
                        Map.of("peer", "without-situations"),
                        Target.of(
                                "learn/situations",
                                "a step with vectors of the situation against one without",
                                Peer.FRESHET,
                                Figure.TIME,
                                Limit.NONE)));
    }

    private static Experiment update(String rule, double ratio) {
        return experiment(
                "RowPair",
                Map.of("rule", rule),
                Target.of(
                        "update/" + rule,
                        "a dot product and a step of both rows, d = 64, against a plain loop in Java",
                        Peer.JAVA,
                        Figure.SPEED,
                        atLeast(ratio)));
    }

    private static List<Experiment> besideLearner() {
        return List.of(
                beside("alone", "a scan by another thread while the learner learns against one while it does not"),
                beside("own-thread", "a scan by another thread against one by the learner's own"));
    }

    private static Experiment beside(String with, String about) {
        return experiment(
                "BesideLearner",
                Map.of("items", MILLION, "peer", with),
                Target.of("beside/1M/d64/" + with, about, Peer.FRESHET, Figure.SPEED, Limit.NONE));
    }

    private static List<Experiment> growing() {
        return List.of(
                growing("rest", "against one while it rests"),
                growing("other-table", "against one while another table grows"));
    }

    private static Experiment growing(String with, String against) {
        String name = "growing/1M/d64/" + with;
        String about = "a scan by another thread while the table grows from 200,000 rows " + against;
        return new Experiment(
                "GrowingTable",
                Map.of("from", "200000", "to", MILLION, "peer", with),
                GROWTH_SECONDS,
                true,
                List.of(
                        Target.of(name + "/median", about + ", median", Peer.FRESHET, Figure.TIME, Limit.NONE),
                        Target.of(name + "/p99", about + ", one in a hundred", Peer.FRESHET, Figure.TAIL, Limit.NONE)));
    }

    private static List<Experiment> layouts() {
        return List.of(
                layout(CACHED, "scan", "all rows of"),
                layout(CACHED, "write", "65 random rows of"),
                layout(HUNDRED_THOUSAND, "scan", "all rows of"),
                layout(HUNDRED_THOUSAND, "write", "65 random rows of"));
    }

    private static Experiment layout(String items, String work, String of) {
        return experiment(
                "Layout",
                Map.of("items", items, "work", work),
                Target.of(
                        "layout/" + (items.equals(HUNDRED_THOUSAND) ? "100k" : items) + "/d64/" + work,
                        work + " " + of + " a table in quads of dimensions against dimension-major order",
                        Peer.FRESHET,
                        Figure.SPEED,
                        Limit.NONE));
    }

    private static Experiment experiment(String duel, Map<String, String> parameters, Target... targets) {
        return new Experiment(duel, parameters, SETUP_SECONDS, false, List.of(targets));
    }

    private static String shape(String items, int dimension) {
        return (items.equals(MILLION) ? "1M" : "100k") + "/d" + dimension;
    }
}
