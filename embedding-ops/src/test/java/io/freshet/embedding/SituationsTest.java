package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SituationsTest {
    private static final LearnerConfig CONFIG = LearnerConfig.DEFAULTS;

    @ParameterizedTest(name = "{0} recent items: {1}")
    @CsvSource({
        "0, context:0",
        "1, context:1",
        "2, context:2",
        "3, context:2",
        "4, context:3",
        "7, context:3",
        "8, context:4",
        "13, context:4",
        "14, context:5",
        "19, context:5",
        "20, context:6",
        "1000, context:6"
    })
    void aContextIsOfTheRangeThatItsSizeIsIn(int size, String name) {
        assertThat(Situations.name(Situations.ofContext(size))).isEqualTo(name);
    }

    @Test
    void aQueryHasTheGapOfItsNewestItemWhateverFollows() {
        Context context = new Context(3);
        assertThat(names(context)).containsExactly("context:0");

        context.add(5, 0, 3_600_000);
        assertThat(names(context)).containsExactly("context:1", "gap:3");

        context.add(6, 1, 40 * 86_400_000L);
        assertThat(names(context)).containsExactly("context:2", "gap:3");

        context.clear();
        assertThat(names(context)).containsExactly("context:0");
    }

    @Test
    void whereTheNewestItemHasNoRowTheGapIsThatOfTheNewestThatHas() {
        Context context = new Context(3);
        context.add(6, 1, 40 * 86_400_000L);

        assertThat(names(context)).containsExactly("context:1", "gap:7");
    }

    @Test
    void everyRowHasANameOfItsOwnAndIsFoundByIt() {
        Set<String> names = new HashSet<>();
        for (int row = 0; row < Situations.ROWS; row++) {
            names.add(Situations.name(row));
            assertThat(Situations.row(Situations.name(row))).isEqualTo(row);
        }
        assertThat(names).hasSize(15);
        assertThat(Situations.row("gap:8")).isEqualTo(Situations.UNKNOWN);
        assertThat(Situations.row("")).isEqualTo(Situations.UNKNOWN);
    }

    @Test
    void aRowBeginsWithWhatItsNameGivesWhoeverAsks() {
        ItemModel model = new ItemModel(CONFIG);
        Situations situations = requireNonNull(model.situations());
        RowTable table = situations.table();
        Set<Float> first = new HashSet<>();
        for (int row = 0; row < Situations.ROWS; row++) {
            float[] start = new float[CONFIG.dimension() + 1];
            Situations.start(row, new StartValues(CONFIG), start, 1, CONFIG.dimension());
            for (int i = 0; i < CONFIG.dimension(); i++) {
                assertThat(table.chunk(row)[table.offset(row) + i]).isEqualTo(start[1 + i]);
            }
            assertThat(start[0]).isZero();
            assertThat(situations.isLearned(row)).isFalse();
            first.add(start[1]);
        }
        assertThat(first).as("no two begin alike").hasSize(Situations.ROWS);
    }

    @Test
    void anItemThatIsCalledAsASituationBeginsOtherwise() {
        ItemModel model = new ItemModel(CONFIG);
        int row = model.rowOf(StableHash.of("gap:3"), "gap:3");
        Situations situations = requireNonNull(model.situations());
        RowTable table = situations.table();

        assertThat(model.sources().chunk(row)[model.sources().offset(row)])
                .isNotEqualTo(table.chunk(3)[table.offset(3)]);
    }

    private static List<String> names(Context context) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < context.situations(); i++) {
            names.add(Situations.name(context.situation(i)));
        }
        return names;
    }
}
