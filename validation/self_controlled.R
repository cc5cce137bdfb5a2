# Self-controlled case series: conditional Poisson by gnm(eliminate=) and, with one event a patient, clogit.
# Days are counted by a plain loop over patients and days. Writes tests/oracles/self_controlled.csv and its patients.

source("validation/oracle.R")
suppressMessages({library(survival); library(gnm)})
set.seed(31)
oracle <- new_oracle()

# Observation, happenings (two kinds) and events on whole days; the rate is `ratio` times as high in the window.
draw <- function(n, ratio, grid = 1) {
  people <- data.frame(patient = 1:n, first_day = sample(0:60, n, TRUE), last_day = sample(500:1100, n, TRUE))
  exposures <- do.call(rbind, lapply(1:n, function(i) {
    k <- rpois(1, 1.6)
    if (k == 0) return(NULL)
    data.frame(patient = i, day = grid * (sample(0:1100, k, TRUE) %/% grid), kind = sample(c("stress", "infection"), k, TRUE))
  }))
  events <- do.call(rbind, lapply(1:n, function(i) {
    days <- people$first_day[i]:people$last_day[i]
    rate <- rep(rgamma(1, 2, 2) * 1.2 / 365, length(days))
    mine <- exposures[exposures$patient == i & exposures$kind == "stress", ]
    for (d in mine$day) rate[days >= d & days <= d + 28] <- rate[1] * ratio
    hit <- days[runif(length(days)) < rate]
    if (!length(hit)) NULL else data.frame(patient = i, day = hit)
  }))
  list(people = people, exposures = exposures, events = events)
}

# Which window a day lies in: windows after go before windows before, then the latest happening, then the first named.
window_of <- function(day, mine, windows) {
  for (before in c(FALSE, TRUE)) {
    for (d in sort(mine, decreasing = TRUE)) for (w in which((windows$first < 0) == before)) {
      if (day >= d + windows$first[w] && day <= d + windows$last[w]) return(w)
    }
  }
  0
}

intervals <- function(data, windows, cut_days = integer(0)) {
  rows <- do.call(rbind, lapply(unique(data$events$patient), function(i) {
    person <- data$people[data$people$patient == i, ]
    days <- person$first_day:person$last_day
    state <- sapply(unique(windows$kind), function(kind) {
      mine <- data$exposures$day[data$exposures$patient == i & data$exposures$kind == kind]
      if (!length(mine)) return(rep(0, length(days)))
      of_kind <- which(windows$kind == kind)
      found <- sapply(days, window_of, mine = mine, windows = windows[of_kind, ])
      c(0, of_kind)[found + 1]
    })
    n_events <- tabulate(match(data$events$day[data$events$patient == i], days), length(days))
    frame <- data.frame(patient = i, band = findInterval(days, cut_days), n_days = 1, n_events = n_events)
    cbind(frame, matrix(state, nrow = length(days), dimnames = list(NULL, unique(windows$kind))))
  }))
  by <- c("patient", "band", unique(windows$kind))
  aggregate(rows[c("n_days", "n_events")], rows[by], sum)
}

columns_of <- function(rows, windows, bands) {
  x <- sapply(seq_len(nrow(windows)), function(w) as.numeric(rows[[windows$kind[w]]] == w))
  colnames(x) <- windows$name
  counts <- tapply(rows$n_events, rows$band, sum)
  reference <- as.integer(names(counts)[which.max(counts)])
  for (band in setdiff(sort(unique(rows$band)), reference)) {
    x <- cbind(x, as.numeric(rows$band == band))
    colnames(x)[ncol(x)] <- paste("band", band + 1)
  }
  x
}

compare <- function(case, data, windows, cut_days = integer(0), one_event = FALSE) {
  if (one_event) data$events <- data$events[!duplicated(data$events$patient), ]
  rows <- intervals(data, windows, cut_days)
  x <- columns_of(rows, windows)
  rows$id <- factor(rows$patient)
  fit <- gnm(n_events ~ x, eliminate = id, family = poisson, offset = log(n_days), data = rows, tolerance = 1e-14, iterMax = 200)
  save(case, "conditional Poisson, self-controlled", coef(fit)[1:ncol(x)], sqrt(diag(vcov(fit)))[1:ncol(x)], colnames(x), "gnm")
  record(oracle, "days and events by window", case, "days", setNames(colSums(x * rows$n_days), colnames(x)), "base")
  record(oracle, "days and events by window", case, "events", setNames(colSums(x * rows$n_events), colnames(x)), "base")
  if (one_event) {
    # One event a patient: conditional logistic regression with the days as offset.
    cl <- clogit(n_events ~ x + offset(log(n_days)) + strata(id), data = rows, method = "exact",
                 control = coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 50))
    save(case, "conditional logistic, self-controlled", coef(cl), sqrt(diag(vcov(cl))), colnames(x), "survival")
  }
  save_patients(data$people, paste0("self_controlled_", case, "_people"))
  save_patients(data$events, paste0("self_controlled_", case, "_events"))
  save_patients(data$exposures, paste0("self_controlled_", case, "_exposures"))
}

save <- function(case, estimator, beta, error, names, package) {
  width <- qnorm(0.975) * error
  record(oracle, estimator, case, "ratio", setNames(exp(beta), names), package)
  record(oracle, estimator, case, "lower", setNames(exp(beta - width), names), package)
  record(oracle, estimator, case, "upper", setNames(exp(beta + width), names), package)
}

stress <- data.frame(name = c("before", "after"), first = c(-14, 0), last = c(-1, 28), kind = "stress")
both <- data.frame(
  name = c("before stress", "0 to 13 days", "14 to 28 days", "after infection"), first = c(-30, 0, 14, 0),
  last = c(-1, 13, 28, 20), kind = c("stress", "stress", "stress", "infection")
)
compare("recurrent", draw(120, 2.5), stress)
compare("first_event", draw(140, 3), stress, one_event = TRUE)
compare("two_kinds", draw(140, 3), both)
compare("bands", draw(120, 2), stress, cut_days = c(300, 600))
compare("on_a_grid", draw(120, 2.5, grid = 28), stress)
# No event in the window, and every event in it: the ratio at which that has a probability of 0.025.
exact <- function(case, data, keep_inside) {
  window <- data.frame(name = "after", first = 0, last = 28, kind = "stress")
  rows <- intervals(data, window)
  tagged <- merge(data$events, data$exposures[data$exposures$kind == "stress", ], by = "patient", suffixes = c("", "_of"))
  hit <- unique(tagged[tagged$day >= tagged$day_of & tagged$day <= tagged$day_of + 28, c("patient", "day")])
  is_in <- paste(data$events$patient, data$events$day) %in% paste(hit$patient, hit$day)
  data$events <- data$events[is_in == keep_inside, ]
  rows <- rows[rows$patient %in% data$events$patient, ]
  total <- function(in_window) sapply(unique(data$events$patient), function(i)
    sum(rows$n_days[rows$patient == i & (rows$stress == 1) == in_window]))
  n <- as.numeric(table(factor(data$events$patient, unique(data$events$patient))))
  a <- total(TRUE); b <- total(FALSE)
  log_p <- function(log_ratio) { r <- exp(log_ratio); sum(n * log((if (keep_inside) r * a else b) / (b + r * a))) - log(0.025) }
  limit <- exp(uniroot(log_p, c(-20, 20), tol = 1e-14)$root)
  record(oracle, "self-controlled, exact limit", case, if (keep_inside) "lower[after]" else "upper[after]", limit, "base")
  for (table in c("people", "events", "exposures")) save_patients(data[[table]], paste("self_controlled", case, table, sep = "_"))
}
exact("none_inside", draw(60, 1), FALSE)
exact("all_inside", draw(90, 6), TRUE)
save_oracle(oracle, "self_controlled.csv")
