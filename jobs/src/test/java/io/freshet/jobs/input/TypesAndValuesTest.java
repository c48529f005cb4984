package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TypesAndValuesTest {
    @TempDir
    private Path folder;

    @Test
    void csvMayHaveAColumnOfTypes() throws IOException {
        Path file = Files.writeString(
                folder.resolve("in"),
                "user,item,timestamp_ms,value,type\na,x,1,4.5,view\na,y,2,3,\nb,x,3,1,\"buy, now\"\n");
        assertThat(read(file)).containsExactly("view 4.5", "interaction 3.0", "buy, now 1.0");
    }

    @Test
    void valuesStayWithTheirEventsWhenRowsAreSorted() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "1::5::5::40\n2::6::3::10\n3::6::4::20\n");
        assertThat(read(file)).containsExactly("interaction 3.0", "interaction 4.0", "interaction 5.0");
    }

    @Test
    void parquetMayHaveAColumnOfTypesAndNeedNotHaveValues() throws IOException {
        String columns = "required binary user (STRING); required binary item (STRING); required int64 timestamp_ms; ";
        Path text = new ParquetSample(columns + "optional binary type (STRING);")
                .row("a", "x", 1L, "view")
                .row("a", "x", 2L, null)
                .write(folder.resolve("text"));
        assertThat(read(text)).containsExactly("view NaN", "interaction NaN");
        Path number = new ParquetSample(columns + "required int64 type;")
                .row("a", "x", 1L, 7L)
                .write(folder.resolve("number"));
        assertThat(read(number)).containsExactly("interaction NaN");
    }

    @Test
    void lowValuesMayBeDislikesAndThoseBetweenAreLeftOut() throws IOException {
        InputOptions options = new InputOptions(4.0, 9).dislikesTo(2.0);
        Path csv = Files.writeString(
                folder.resolve("in"),
                "user,item,timestamp_ms,value,type\na,x,1,4.5,view\na,y,2,3,\nb,x,3,2,view\nb,x,4,5,\n");
        assertThat(read(csv, options)).containsExactly("view 4.5", "dislike 2.0", "interaction 5.0");
        Path movieLens =
                Files.writeString(folder.resolve("ml"), "1::5::5::40\n2::6::3::10\n3::6::1::20\n4::6::4::30\n");
        assertThat(read(movieLens, options)).containsExactly("dislike 1.0", "interaction 4.0", "interaction 5.0");
        assertThat(read(movieLens, InputOptions.everything().dislikesTo(3.0)))
                .containsExactly("dislike 3.0", "dislike 1.0", "interaction 4.0", "interaction 5.0");
    }

    @Test
    void dislikesMustHaveLowerValuesThanWhatIsWantedAndSomeAtAll() throws IOException {
        assertThatThrownBy(() -> new InputOptions(4.0, 9).dislikesTo(4.0))
                .isInstanceOf(InputException.class)
                .hasMessage("dislikes have values up to 4.0, and what is wanted has 4.0 or more: give a lower limit of"
                        + " dislikes");
        Path file = new ParquetSample(
                        "required binary user (STRING); required binary item (STRING); required int64 timestamp_ms;")
                .row("a", "x", 1L)
                .write(folder.resolve("in"));
        assertThatThrownBy(() -> read(file, InputOptions.everything().dislikesTo(2.0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("dislikes up to 2.0 need a column 'value'");
    }

    private static List<String> read(Path file) {
        return read(file, InputOptions.everything());
    }

    private static List<String> read(Path file, InputOptions options) {
        List<String> found = new ArrayList<>();
        try (InteractionStream stream = InteractionFiles.open(file, options)) {
            while (stream.hasNext()) {
                found.add(stream.next().type() + " " + stream.value());
            }
        }
        return found;
    }
}
