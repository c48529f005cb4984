package io.freshet.jobs.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedding.SplitMix64;
import io.freshet.jobs.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values drawn by chance, a function of seed and trial number, so that more trials leave the first as they are. */
public final class RandomSearch implements Search {
    private final List<Axis> axes;
    private final int count;
    private final long seed;

    private RandomSearch(List<Axis> axes, int count, long seed) {
        this.axes = axes;
        this.count = count;
        this.seed = seed;
    }

    /**
     * Reads ranges and lists, each {@code KEY=LOW..HIGH}, {@code KEY=LOW..HIGH:log} or {@code KEY=A,B,C}.
     *
     * @param count of trials, the base settings apart, up to {@link #most}
     * @throws io.freshet.jobs.input.InputException for a key or value that cannot be
     */
    public static RandomSearch parse(List<String> texts, Settings base, int count, long seed) {
        return new RandomSearch(new AxisText(base, "--range").rangesOrLists(texts), count, seed);
    }

    /** So many trials there may be. */
    public static int most() {
        return TrialList.MOST;
    }

    @Override
    public List<String> keys() {
        return axes.stream().map(Axis::key).toList();
    }

    @Override
    public List<Trial> trials(Settings base) {
        TrialList trials = new TrialList(base, keys());
        for (int number = 1; number <= count; number++) {
            trials.add(number, drawn(number));
        }
        return trials.list();
    }

    /** Without the count, because a table can be continued with more trials. */
    @Override
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("kind", "random").put("seed", seed);
        ObjectNode values = json.putObject("values");
        axes.forEach(axis -> values.put(axis.key(), axis.text()));
        return json;
    }

    private Map<String, String> drawn(int number) {
        SplitMix64 random = new SplitMix64(SplitMix64.mix(seed) ^ SplitMix64.mix(number));
        Map<String, String> values = new LinkedHashMap<>();
        for (Axis axis : axes) {
            values.put(axis.key(), axis.at((random.nextLong() >>> 11) * 0x1p-53));
        }
        return values;
    }
}
