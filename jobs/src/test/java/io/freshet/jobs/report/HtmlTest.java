package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void markupBecomesText() {
        assertThat(Html.escaped("<b title=\"a\" id='b'>&</b>"))
                .isEqualTo("&lt;b title=&quot;a&quot; id=&#39;b&#39;&gt;&amp;&lt;/b&gt;");
    }

    @Test
    void lettersOfEveryScriptStay() {
        assertThat(Html.escaped("Amélie, مرحبا, 😀")).isEqualTo("Amélie, مرحبا, 😀");
    }

    @Test
    void charactersThatNoPageMayHoldAreReplaced() {
        assertThat(Html.escaped("a\u0000b\u0001c\uD800d\uFFFFe\u0085"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
    }

    @Test
    void noTextEndsAScript() {
        assertThat(Html.script("{\"a\":\"</script><!--&\"}"))
                .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\"}");
    }
}
