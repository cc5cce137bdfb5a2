# Writes tests/oracles/relapse_rate.json: the spread and the log rate of MASS::glm.nb on counts with unequal
# years of observation. Run by hand: Rscript validation/relapse_rate.R
library(MASS)
set.seed(7)
cases <- lapply(1:6, function(i) {
  n <- c(20, 40, 60, 100, 150, 300)[i]
  years <- round(runif(n, 0.5, 4), 2)
  count <- rnbinom(n, mu = c(0.3, 0.5, 0.8, 1.0, 0.4, 0.6)[i] * years, size = c(0.7, 1, 2, 0.5, 1.5, 3)[i])
  fit <- glm.nb(count ~ 1 + offset(log(years)), control = glm.control(maxit = 200, epsilon = 1e-12))
  list(count = count, years = years, spread = 1 / fit$theta, log_rate = unname(coef(fit)))
})
number <- function(x) paste(format(x, digits = 12, trim = TRUE, scientific = FALSE), collapse = ", ")
one <- function(case) sprintf('  {"count": [%s], "years": [%s], "spread": %s, "log_rate": %s}',
  number(case$count), number(case$years), number(case$spread), number(case$log_rate))
header <- sprintf('  "made_by": "%s, MASS %s, validation/relapse_rate.R",', R.version.string, packageVersion("MASS"))
writeLines(c("{", header, '  "cases": [', paste(sapply(cases, one), collapse = ",\n"), "  ]", "}"),
  "tests/oracles/relapse_rate.json")
