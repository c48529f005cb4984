package io.freshet.jobs.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every combination of listed values; the key that was named last changes fastest. */
public final class GridSearch implements Search {
    private final List<Choices> axes;
    private final int size;

    private GridSearch(List<Choices> axes) {
        this.axes = axes;
        this.size = size(axes);
    }

    /**
     * Reads lists, each {@code KEY=A,B,C}.
     *
     * @throws InputException for a key or value that cannot be, or too many combinations
     */
    public static GridSearch parse(List<String> texts, Settings base) {
        return new GridSearch(new AxisText(base, "--grid").lists(texts));
    }

    @Override
    public List<String> keys() {
        return axes.stream().map(Choices::key).toList();
    }

    @Override
    public List<Trial> trials(Settings base) {
        TrialList trials = new TrialList(base, keys());
        for (int number = 1; number <= size; number++) {
            trials.add(number, combination(number - 1));
        }
        return trials.list();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "grid");
        ObjectNode values = json.putObject("values");
        axes.forEach(axis -> values.put(axis.key(), axis.text()));
        return json;
    }

    private Map<String, String> combination(int place) {
        Map<String, String> values = new LinkedHashMap<>();
        int block = size;
        for (Choices axis : axes) {
            block /= axis.values().size();
            values.put(
                    axis.key(), axis.values().get(place / block % axis.values().size()));
        }
        return values;
    }

    private static int size(List<Choices> axes) {
        long size = 1;
        for (Choices axis : axes) {
            size *= axis.values().size();
            if (size > TrialList.MOST) {
                throw new InputException("the grid has more than " + TrialList.MOST
                        + " combinations: list fewer values, or draw some with --random");
            }
        }
        return (int) size;
    }
}
