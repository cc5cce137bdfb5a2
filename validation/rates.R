# Shares (binom.test), rates, ratios to what is expected and ratios of two rates (poisson.test), tails (ppois),
# mid-P and Byar's limits (by their equations), Newcombe's difference of shares from Wilson's limits (prop.test),
# negative binomial and Poisson regression (MASS::glm.nb, glm; sandwich), person-years by sex, age and year
# (survival::pyears). Writes tests/oracles/rates.csv and its patients.

source("validation/oracle.R")
suppressMessages({library(MASS); library(survival); library(sandwich)})
set.seed(130)
rates <- new_oracle()

# The cases say the numbers: n_yes-of-n_all at a level; the tests read them from there.
share <- function(n_yes, n_all, level = 0.95) {
  case <- sprintf("%d of %d at %g", n_yes, n_all, level)
  both <- binom.test(n_yes, n_all, conf.level = level)$conf.int
  ceiling <- binom.test(n_yes, n_all, alternative = "less", conf.level = level)$conf.int[2]
  record(rates, "share, exact", case, "limits", c(estimate = n_yes / n_all, lower = both[1], upper = both[2]), "stats")
  record(rates, "share, one-sided", case, "upper", ceiling, "stats")
}
for (one in list(c(0, 1), c(1, 1), c(0, 20), c(20, 20), c(0, 300), c(7, 41), c(180, 240), c(250000, 1e6)))
  share(one[1], one[2])
share(3, 9, 0.9)
share(1, 1e6, 0.99)

root <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-14, maxiter = 10000)$root
mid_p <- function(x, tail) {
  lower <- if (x == 0) 0 else root(function(m) ppois(x, m, lower.tail = FALSE) + dpois(x, m) / 2 - tail, 1e-9, x)
  c(lower, root(function(m) ppois(x - 1, m) + dpois(x, m) / 2 - tail, x, 2 * x + 60))
}
byar <- function(x, tail) {
  z <- qnorm(1 - tail)
  k <- x + 1
  c(if (x == 0) 0 else x * (1 - 1 / (9 * x) - z / (3 * sqrt(x)))^3, k * (1 - 1 / (9 * k) + z / (3 * sqrt(k)))^3)
}
rate <- function(n_events, years, level = 0.95) {
  case <- sprintf("%d in %.10g at %g", n_events, years, level)
  both <- poisson.test(n_events, years, conf.level = level)$conf.int
  less <- poisson.test(n_events, years, alternative = "less", conf.level = level)$conf.int[2]
  limits <- c(estimate = n_events / years, lower = both[1], upper = both[2])
  record(rates, "rate, exact", case, "limits", limits, "stats")
  record(rates, "rate, one-sided", case, "upper", less, "stats")
  record(rates, "observed over expected, exact", case, "limits", limits, "stats")
  for (kind in c("mid-P", "Byar")) {
    ends <- if (kind == "mid-P") mid_p(n_events, (1 - level) / 2) else byar(n_events, (1 - level) / 2)
    record(rates, paste("observed over expected,", kind), case, "limits", c(lower = ends[1], upper = ends[2]) / years, "stats")
  }
}
for (one in list(c(0, 174.5), c(0, 1e-3), c(1, 12), c(3, 2.2), c(7, 903.25))) rate(one[1], one[2])
rate(180, 411, 0.9)
rate(25000, 1e6, 0.99)

for (one in list(c(0, 2.9), c(0, 7), c(3, 3), c(2, 14.2), c(40, 12), c(1, 0))) {
  tails <- c(as_few = ppois(one[1], one[2]), as_many = ppois(one[1] - 1, one[2], lower.tail = FALSE))
  record(rates, "count against expected", sprintf("%d of %g", one[1], one[2]), "chance", tails, "stats")
}

wilson <- function(x, n, level) suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int
newcombe <- function(x1, n1, x2, n2, level = 0.95) {
  p <- c(x1 / n1, x2 / n2)
  a <- wilson(x1, n1, level)
  b <- wilson(x2, n2, level)
  limits <- c(estimate = p[1] - p[2], lower = p[1] - p[2] - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2),
    upper = p[1] - p[2] + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))
  record(rates, "difference of shares, Newcombe", sprintf("%d of %d, %d of %d at %g", x1, n1, x2, n2, level), "limits", limits, "stats")
}
newcombe(56, 70, 48, 80); newcombe(9, 10, 3, 10); newcombe(10, 10, 0, 10); newcombe(0, 12, 0, 9)
newcombe(5, 56, 0, 29); newcombe(431, 1000, 388, 950, 0.9)

rate_ratio <- function(x1, t1, x2, t2, level = 0.95) {
  test <- poisson.test(c(x1, x2), c(t1, t2), conf.level = level)
  limits <- c(estimate = unname(test$estimate), lower = test$conf.int[1], upper = test$conf.int[2])
  record(rates, "ratio of rates, exact", sprintf("%d in %g, %d in %g at %g", x1, t1, x2, t2, level), "limits", limits, "stats")
}
rate_ratio(12, 103.5, 30, 99); rate_ratio(0, 50, 4, 51); rate_ratio(4, 50, 0, 51); rate_ratio(812, 4000, 900, 3900, 0.9)

# Counts with unequal years. glm.nb stops early by default, so its fit is tightened: theta and coefficients in turn.
tight <- glm.control(maxit = 500, epsilon = 1e-14)
spreads <- c(0.7, 1, 2, 0.5, 1.5, 3)
for (i in 1:6) {
  n <- c(20, 40, 60, 100, 150, 300)[i]
  years <- round(runif(n, 0.5, 4), 2)
  count <- rnbinom(n, mu = c(0.3, 0.5, 0.8, 1, 0.4, 0.6)[i] * years, size = spreads[i])
  fit <- glm.nb(count ~ 1 + offset(log(years)), control = tight)
  case <- paste0("rates_relapses_", n)
  save_patients(data.frame(count, years), case)
  record(rates, "spread of relapse counts", case, "spread", 1 / fit$theta, "MASS")
}

patients <- function(n, theta, gap = FALSE) {
  years <- round(runif(n, 0.4, 3.5), 2)
  treated <- rbinom(n, 1, 0.5)
  age <- sample(20:60, n, replace = TRUE)
  edss <- sample(seq(0, 6.5, 0.5), n, replace = TRUE)
  mu <- exp(-0.9 - 0.6 * treated - 0.02 * (age - 40) + 0.05 * edss) * years
  count <- if (is.infinite(theta)) rpois(n, mu) else rnbinom(n, mu = mu, size = theta)
  frame <- data.frame(count, years, treated, age, edss, weight = round(runif(n, 0.2, 3), 2), centre = sample(1:25, n, TRUE))
  if (gap) frame$weight[1:10] <- 0
  frame
}
regression <- function(case, frame, weighted = FALSE, clustered = FALSE) {
  save_patients(frame, case)
  frame$w <- if (weighted) frame$weight else 1
  fit <- suppressWarnings(glm.nb(count ~ treated + age + edss + offset(log(years)), data = frame, weights = w, control = tight))
  name <- paste0("rate ratios, negative binomial", if (weighted) ", weights" else "", if (clustered) ", clustered" else "")
  named <- function(x) setNames(x, c("intercept", "treated", "age", "edss"))
  record(rates, name, case, "coefficient", named(coef(fit)), "MASS")
  record(rates, name, case, "model std error", named(sqrt(diag(vcov(fit)))), "MASS")
  record(rates, name, case, "theta", fit$theta, "MASS")
  # glm.nb keeps the standard error of the step before its last; theta.ml at the fit has that of the last.
  last <- suppressWarnings(theta.ml(frame$count, fitted(fit), limit = 100, eps = 1e-13, weights = frame$w))
  record(rates, name, case, "theta std error", attr(last, "SE"), "MASS")
  record(rates, name, case, "log likelihood", as.numeric(logLik(fit)), "MASS")
  if (weighted || clustered) {
    rows <- if (clustered) frame$centre else seq_len(nrow(frame))
    used <- frame$w > 0
    v <- vcovCL(update(fit, data = frame[used, ]), cluster = rows[used], type = "HC0", cadjust = FALSE)
    record(rates, name, case, "robust std error", named(sqrt(diag(v))), "sandwich")
  }
}
regression("rates_plain", patients(200, 1.2))
regression("rates_small", patients(60, 0.6))
regression("rates_wide", patients(150, 0.25))
regression("rates_weights", patients(250, 1.5), weighted = TRUE)
regression("rates_clusters", patients(300, 1), clustered = TRUE)
regression("rates_both", patients(300, 0.9, gap = TRUE), weighted = TRUE, clustered = TRUE)

# Counts that spread less than Poisson counts: the limit is Poisson regression.
frame <- patients(200, Inf)
frame$count <- pmin(frame$count, 1)
save_patients(frame, "rates_poisson")
fit <- glm(count ~ treated + age + edss + offset(log(years)), data = frame, family = poisson, control = tight)
labels <- c("intercept", "treated", "age", "edss")
record(rates, "rate ratios, Poisson limit", "rates_poisson", "coefficient", setNames(coef(fit), labels), "stats")
record(rates, "rate ratios, Poisson limit", "rates_poisson", "model std error", setNames(sqrt(diag(vcov(fit))), labels), "stats")
record(rates, "rate ratios, Poisson limit", "rates_poisson", "log likelihood", as.numeric(logLik(fit)), "stats")

# Person-years: birthdays and 1 January of each patient as cuts of pyears, so that it splits on the calendar.
bands <- c(0, 20, 30, 35, 40, 45, 50, 55, 60, 65, 70, 131)
split_one <- function(one, by_year) {
  birthdays <- as.numeric(seq(one$birth, by = "1 year", length.out = 132)[bands + 1] - one$birth)
  one$age <- as.numeric(one$entry - one$birth)
  one$days <- as.numeric(one$exit - one$entry)
  one$year <- as.numeric(one$entry)
  ages <- list(cuts = birthdays)
  cuts <- as.numeric(as.Date(c("1900-01-01", "2010-01-01", "2015-01-01", "2100-01-01")))
  found <- if (by_year) {
    pyears(Surv(days, rep(0, 1)) ~ tcut(age, birthdays) + tcut(year, cuts), data = one, scale = 365.25)
  } else {
    pyears(Surv(days, rep(0, 1)) ~ tcut(age, birthdays), data = one, scale = 365.25)
  }
  found$pyears
}
n <- 120
birth <- as.Date("1930-01-01") + sample(0:25000, n, replace = TRUE)
birth[1:6] <- as.Date(c("1960-02-29", "1972-02-29", "1980-02-29", "1960-12-31", "1961-01-01", "1964-02-29"))
entry <- pmax(as.Date("2005-03-01") + sample(0:3000, n, replace = TRUE), birth + 1)
exit <- entry + sample(0:5000, n, replace = TRUE)
entry[1:3] <- as.Date(c("2010-02-28", "2007-02-28", "2010-03-01")); exit[1:3] <- entry[1:3] + c(1, 2, 4000)
sex <- rbinom(n, 1, 0.3)
frame <- data.frame(sex, birth, entry, exit)
save_patients(data.frame(sex, birth_day = as.numeric(birth), entry_day = as.numeric(entry), exit_day = as.numeric(exit)), "rates_follow_up")
for (by_year in c(FALSE, TRUE)) {
  name <- if (by_year) "person-years by sex, age and year" else "person-years by sex and age"
  for (one_sex in 0:1) {
    parts <- lapply(which(frame$sex == one_sex), function(i) as.vector(split_one(frame[i, ], by_year)))
    record(rates, name, "rates_follow_up", if (one_sex) "male" else "female", Reduce(`+`, parts), "survival")
  }
}

# Expected deaths by the life table that ships: the same hazards through pyears, year of age by year of age.
life <- read.csv("src/ranvier/estimates/rates/data/us_life_table_2023.csv")
hazard <- function(q) { h <- -log(1 - pmin(q, 0.9999999)); h[101] <- h[100]; h }
by_age <- lapply(seq_len(n), function(i) {
  birthdays <- as.numeric(seq(birth[i], by = "1 year", length.out = 132) - birth[i])[c(1:101, 132)]
  one <- data.frame(age = as.numeric(entry[i] - birth[i]), days = as.numeric(exit[i] - entry[i]))
  as.vector(pyears(Surv(days, 0) ~ tcut(age, birthdays), data = one, scale = 365.25)$pyears)
})
expected <- sum(sapply(seq_len(n), function(i) sum(by_age[[i]] * hazard(if (sex[i]) life$male_qx else life$female_qx))))
record(rates, "expected deaths, US life table", "rates_follow_up", "number", expected, "survival")
test <- poisson.test(9, expected)
limits <- c(estimate = 9 / expected, lower = test$conf.int[1], upper = test$conf.int[2])
record(rates, "standardised ratio", "rates_follow_up", "limits", limits, "stats")

save_oracle(rates, "rates.csv")
